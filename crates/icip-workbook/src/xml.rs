//! Elements of XML and their attributes.

use std::borrow::Cow;
use std::io::BufRead;

use icip_problem::Value;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::guard::guarded;

/// Shows all elements of a text of XML, up to the first mistake.
pub(crate) fn elements(text: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => visit(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Shows the events of a part until one is the last that is wanted. Elements without content are shown as they are.
pub(crate) fn events(
    part: impl BufRead,
    mut visit: impl FnMut(&Event<'_>) -> Result<bool, Value>,
) -> Result<(), Value> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    guarded(|| {
        loop {
            buffer.clear();
            let event =
                reader.read_event_into(&mut buffer).map_err(|error| Value::from(error.to_string()))?;
            if matches!(event, Event::Eof) || !visit(&event)? {
                return Ok::<(), Value>(());
            }
        }
    })
}

/// An attribute by its name without a prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().filter_map(Result::ok);
    let mut found = found.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let attribute = found.next()?;
    let text = attribute.normalized_value(XmlVersion::Implicit1_0);
    Some(text.map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
}
