//! Frameworks for Python.

use std::sync::Arc;

use icip::framework::{self, Files};
use icip::io::{TableLayout, decode_text};
use icip::problem::Problem;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

use crate::arrow_out::Frame;
use crate::problems::{self, apart};

/// A framework that was read, with its texts.
#[pyclass(frozen, module = "icip._core", name = "Framework")]
pub(crate) struct Framework {
    pub(crate) inner: Arc<framework::Framework>,
    /// The names and texts of the framework file and of the structure.
    source: [Option<String>; 4],
    warnings: Vec<Problem>,
}

#[pymethods]
impl Framework {
    /// Reads a framework from its files, which are UTF-8 or what a spreadsheet writes.
    #[staticmethod]
    #[pyo3(signature = (toml, name, structure, structure_name))]
    fn read(
        py: Python<'_>,
        toml: &[u8],
        name: String,
        structure: Option<&[u8]>,
        structure_name: Option<String>,
    ) -> PyResult<Self> {
        apart(py, || {
            let toml = decode_text(toml, &name)?;
            let mut files = Files::new(&name, &toml.value);
            let mut warnings = toml.warnings;
            let structure = match (structure, &structure_name) {
                (Some(bytes), Some(name)) => {
                    let text = decode_text(bytes, name)?;
                    warnings.extend(text.warnings);
                    Some(text.value)
                }
                _ => None,
            };
            if let (Some(text), Some(name)) = (&structure, &structure_name) {
                files = files.with_structure(name, text);
            }
            let read = files.read()?;
            warnings.extend(read.warnings);
            let source = [Some(name.clone()), Some(toml.value.clone()), structure_name.clone(), structure];
            Ok(Self { inner: Arc::new(read.value), source, warnings })
        })
    }

    /// The texts of a framework that ships: the framework file and the structure.
    #[staticmethod]
    fn shipped(id: &str) -> Option<(&'static str, &'static str)> {
        let shipped = framework::builtins().iter().find(|shipped| shipped.id == id)?;
        Some((shipped.toml, shipped.structure))
    }

    /// The ids of the frameworks that ship.
    #[staticmethod]
    fn ids() -> Vec<&'static str> {
        framework::builtins().iter().map(|shipped| shipped.id).collect()
    }

    /// The data of the example that ships.
    #[staticmethod]
    fn example() -> &'static str {
        framework::example()
    }

    #[getter]
    fn source(&self) -> [Option<String>; 4] {
        self.source.clone()
    }

    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    #[getter]
    fn root(&self) -> &str {
        self.inner.root().code()
    }

    fn title(&self, language: &str) -> &str {
        self.inner.title(language)
    }

    #[getter]
    fn warnings(&self) -> String {
        problems::json(&self.warnings)
    }

    /// The columns that name entities: code, its further parts, name, period, groups.
    #[getter]
    fn keys(&self) -> (String, Vec<String>, Option<String>, Option<String>, Vec<String>) {
        let options = self.inner.read_options();
        (options.code, options.code_parts, options.name, options.period, options.groups)
    }

    /// All columns that may be read.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.inner.read_options().wanted().into_iter().map(str::to_owned).collect()
    }

    /// The columns of numbers for which nobody declares how they are written, where they are written.
    #[getter]
    fn undeclared(&self) -> Vec<String> {
        let options = self.inner.read_options();
        let columns = options.columns.into_iter().filter(|_| options.decimal.is_none());
        let undeclared = columns.filter(|(_, column)| column.tokens.is_none() && column.decimal.is_none());
        undeclared.map(|(name, _)| name).collect()
    }

    /// Whether a table has one row for each entity and period, and one column for each indicator.
    #[getter]
    fn is_wide(&self) -> bool {
        self.inner.read_options().layout == TableLayout::Wide
    }

    /// How many numbers decide where scores of the index tie.
    #[getter]
    fn tie_breaks(&self) -> usize {
        self.inner.rank_spec().then.len()
    }

    /// Whether entities are scored that are not ranked.
    #[getter]
    fn has_unranked(&self) -> bool {
        !self.inner.rank_spec().unranked.is_empty()
    }

    /// Whether scores of a period may depend on rows of others.
    #[getter]
    fn links_periods(&self) -> bool {
        self.inner.links_periods()
    }

    /// The nodes, each before what is below it.
    fn nodes(&self) -> PyResult<PyTable> {
        let nodes = self.inner.nodes();
        let order = self.inner.downwards();
        let each = || order.iter().map(|node| &nodes[*node]);
        let mut frame = Frame::default();
        frame.texts("code", each().map(|node| Some(node.code())));
        frame.texts("parent", each().map(|node| node.parent().map(|parent| nodes[parent].code())));
        frame.texts("level", each().map(icip::framework::Node::level));
        frame.texts("name_en", each().map(|node| Some(node.name("en"))));
        frame.texts("name_es", each().map(|node| Some(node.name("es"))));
        frame.texts("column", each().map(|node| node.leaf().map(icip::framework::Leaf::column)));
        frame.numbers("weight", each().map(|node| Some(node.weight())));
        frame.numbers("share", each().map(icip::framework::Node::share));
        frame.numbers("effective_weight", each().map(icip::framework::Node::effective_weight));
        frame.finish()
    }
}
