//! JSON schema of `framework.toml`, made of the same declarations that read it.

use serde_json::{Map, Value, json};

use crate::framework::read;
use crate::text::{FieldDoc, Fields, Kind, MethodDoc};

/// The JSON schema (draft 2020-12) of `framework.toml`, for editors that complete and check it.
/// Columns of `structure.csv` are the properties of `nodes`.
///
/// ```
/// let schema = icip::framework::json_schema();
/// assert_eq!(schema["properties"]["framework"]["required"][0], "id");
/// ```
pub fn json_schema() -> Value {
    let mut schema = object(&keys());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("icip framework, format 1");
    schema
}

/// The keys of `framework.toml`, with everything that the reader knows of them. The keys of `nodes` are also
/// the columns of `structure.csv`.
///
/// ```
/// assert!(icip::framework::keys().iter().any(|key| key.key == "format" && key.required));
/// ```
pub fn keys() -> Vec<FieldDoc> {
    Fields::describe(|fields| {
        read::spec(fields);
    })
}

fn object(fields: &[FieldDoc]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut value = kind(&field.kind);
        value["description"] = json!(field.doc);
        if let Some(default) = &field.default {
            // Defaults are written as in TOML: numbers and lists are JSON too, and a bare word becomes a
            // text.
            value["default"] = serde_json::from_str(default).unwrap_or_else(|_| json!(default));
        }
        properties.insert(field.key.to_owned(), value);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn kind(of: &Kind) -> Value {
    match of {
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::TextOrTexts => json!({ "anyOf": [kind(&Kind::Text), kind(&Kind::Texts)] }),
        Kind::NumberOrNumbers => json!({ "anyOf": [kind(&Kind::Number), kind(&Kind::Numbers)] }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Numbers => json!({ "type": "array", "items": { "type": "number" } }),
        Kind::NumberMap => json!({ "type": "object", "additionalProperties": { "type": "number" } }),
        Kind::Names => json!({ "anyOf": [
            { "type": "string" },
            { "type": "object", "additionalProperties": { "type": "string" } },
        ] }),
        Kind::NamesInOrder => json!({ "type": "array", "items": kind(&Kind::Names) }),
        Kind::Choice(words) => json!({ "enum": words.iter().map(|(word, _)| word).collect::<Vec<_>>() }),
        Kind::WordOrTable(words, fields) => json!({ "anyOf": [{ "enum": words }, object(fields)] }),
        Kind::Method { methods, .. } => {
            json!({ "anyOf": methods.iter().flat_map(method).collect::<Vec<_>>() })
        }
        Kind::Methods { methods, .. } => {
            let each = methods.iter().flat_map(method).collect::<Vec<_>>();
            json!({ "type": "array", "items": { "anyOf": each } })
        }
        Kind::Table(fields) => object(fields),
        Kind::Tables(fields) => json!({ "type": "array", "items": object(fields) }),
        Kind::Named(fields) => json!({ "type": "object", "additionalProperties": object(fields) }),
    }
}

/// A method as a bare word, when nothing must be given, and as a table with one key.
fn method(doc: &MethodDoc) -> Vec<Value> {
    let table = json!({
        "type": "object",
        "properties": { doc.name: object(&doc.parameters) },
        "required": [doc.name],
        "additionalProperties": false,
        "description": doc.summary,
    });
    let word = json!({ "const": doc.name, "description": doc.summary });
    if doc.parameters.iter().any(|parameter| parameter.required) { vec![table] } else { vec![word, table] }
}
