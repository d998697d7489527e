//! A table as a file: its header, and passes over its rows.

use super::chunk::Chunk;
use super::conventions::Conventions;
use super::encoding;
use super::form::Form;
use super::head::{Body, Head, Headless};
use super::layout::Layout;
use super::left_out::LeftOut;
use super::log::{Fatal, Log};
use super::look_ahead::{self, Visit};
use super::options::ReadOptions;
use super::pass::{Pass, Sizes};
use super::repeats::{Repeats, Suspects};
use super::source::Source;
use icip_num::exec::Par;
use icip_problem::Problem;

/// A file whose header was read.
pub(crate) struct TableFile<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) layout: Layout,
    pub(crate) options: ReadOptions,
    pub(crate) par: Par,
    /// How it is written, as far as the header tells.
    pub(crate) form: Form,
    /// What is to be said of the header.
    pub(crate) log: Log,
    body: Body,
    sizes: Sizes,
}

impl<'a> TableFile<'a> {
    /// Finds the header.
    pub(crate) fn open(
        source: Source<'a>,
        options: &ReadOptions,
        par: Par,
        sizes: Sizes,
    ) -> Result<Self, Fatal> {
        let options = &options.normal();
        let source = source.within(LeftOut::of(options), options.limits);
        let mut log = Log::within(source.place(), options.limits.kept());
        let form = Form::find(&source.first_bytes()?, options.encoding, source.place())?;
        let mut form = form.separated(options.delimiter);
        encoding::check(form, &source)?;
        let head = match Head::find(&source, &mut form, options, &mut log) {
            Ok(head) => head,
            Err(Headless::Unreadable(problem)) => return Err(problem),
            Err(Headless::Missing(problem, delimiter)) => {
                // A quote that is never closed may have swallowed the header. Then that is what the reader
                // should hear.
                let quote = swallowing_quote(&source, form, delimiter, par, sizes)?;
                return Err(quote.map_or(problem, Box::new));
            }
        };
        let header = source.place().line(head.line);
        let layout = Layout::new(head.names, (head.delimiter, head.wider), header, options, &mut log);
        // An observation takes a row with its keys and cells, in ten times the bytes of its text.
        let batch = if layout.observing.is_some() { sizes.batch.div_ceil(4) } else { sizes.batch };
        let sizes = Sizes { batch, ..sizes };
        Ok(Self { source, layout, options: options.clone(), par, form, log, body: head.body, sizes })
    }

    /// A pass from the first row on.
    pub(crate) fn pass(&self, form: Form) -> Result<Pass<'a>, Fatal> {
        Pass::start(&self.source, form, self.body, self.layout.delimiter, self.sizes, self.par)
    }

    /// Reads the file from the start for what it shows of conventions.
    pub(crate) fn look_ahead(
        &self,
        form: Form,
        conventions: &mut Conventions,
        chunks: &[Chunk],
    ) -> Result<(), Fatal> {
        look_ahead::learn_conventions(&self.layout, conventions, chunks, |layout, known, visit| {
            self.walk(form, layout, known, visit)
        })
    }

    /// The suspects as they stand in the file.
    pub(crate) fn look_up(
        &self,
        form: Form,
        conventions: &Conventions,
        suspects: &Suspects,
    ) -> Result<Repeats, Fatal> {
        look_ahead::find_repeats(&self.layout, conventions, suspects, |layout, known, visit| {
            self.walk(form, layout, known, visit)
        })
    }

    /// Reads the rows once more, until `visit` has seen enough; `true` when it saw all of them.
    fn walk(
        &self,
        mut form: Form,
        layout: &Layout,
        conventions: &mut Conventions,
        visit: &mut Visit<'_>,
    ) -> Result<bool, Fatal> {
        let mut log = Log::of(self.source.place());
        let mut pass = self.pass(form)?;
        while pass.advance(&self.source, &mut form, layout, &mut log)? {
            let chunks = pass.read(&self.source, layout, conventions);
            pass.note(&chunks);
            if visit(conventions, &chunks) {
                return Ok(false);
            }
            pass.recycle(chunks.into_iter().map(|chunk| chunk.rows));
        }
        Ok(true)
    }
}

/// The quote that swallows the header of a file in which none was found.
fn swallowing_quote(
    source: &Source<'_>,
    mut form: Form,
    delimiter: u8,
    par: Par,
    sizes: Sizes,
) -> Result<Option<Problem>, Fatal> {
    let all = Body { at: 0, line: 1, newlines: 0 };
    let (mut log, place) = (Log::of(source.place()), source.place());
    let layout =
        Layout::new(Vec::new(), (delimiter, false), place.clone(), &ReadOptions::default(), &mut log);
    let mut pass = Pass::start(source, form, all, delimiter, sizes, par)?;
    while pass.advance(source, &mut form, &layout, &mut log)? {}
    Ok(pass.open_quote().map(|quote| quote.problem(place)))
}
