//! Families of methods: one list gives the enum, the reader, the documentation and the dispatch.

use crate::text::doc::{Kind, MethodDoc};
use crate::text::fields::Fields;
use crate::text::setting::Settings;
use crate::text::tree::{Item, TomlTable, Value};
use icip_problem::{Code, Problem, Report, did_you_mean, message};

/// What a method says of itself, and how its parameters are read.
pub(crate) trait Describe: Sized {
    const NAME: &'static str;
    const TITLE: &'static str;
    const SUMMARY: &'static str;
    const FORMULA: &'static str;
    const MISSING: &'static str;
    const REFERENCE: &'static str;

    /// Reads the parameters; the same calls describe them.
    fn read(fields: &mut Fields<'_>) -> Self;

    /// The parameters as they are set, under the keys that `read` asks for.
    fn settings(&self) -> Settings {
        Settings::default()
    }
}

/// A family of methods. Made by [`methods!`].
pub(crate) trait Family: Sized {
    const FAMILY: &'static str;

    fn docs() -> Vec<MethodDoc>;

    /// What this method says of itself, and how it is set.
    fn as_set(&self) -> (MethodDoc, Settings);

    fn read_named(name: &str, fields: &mut Fields<'_>) -> Option<Self>;

    /// Reads `"name"` or `{ name = { parameters } }`.
    fn read(item: &Item, report: &mut Report) -> Option<Self> {
        let empty = TomlTable::default();
        let (name, table, place) = match &item.value {
            Value::Text(name) => (name, &empty, &item.place),
            Value::Table(table) => match table.entries.as_slice() {
                [(name, Item { value: Value::Table(parameters), place })] => (name, parameters, place),
                [(name, inner)] => {
                    if inner.value == Value::Refused {
                        return None;
                    }
                    let what = message!("bad-method-parameters", name, found = inner.value.type_name());
                    let hint = message!("bad-method-parameters-hint", name);
                    report.problem(Problem::new(Code::BadMethod, inner.place.clone(), what).hint(hint));
                    return None;
                }
                entries => {
                    let what = message!("bad-method-count", family = Self::FAMILY, count = entries.len());
                    report.problem(Problem::new(Code::BadMethod, item.place.clone(), what));
                    return None;
                }
            },
            Value::Refused => return None,
            other => {
                let what = message!("bad-method-type", family = Self::FAMILY, found = other.type_name());
                report.problem(
                    Problem::new(Code::BadMethod, item.place.clone(), what)
                        .hint(message!("bad-method-type-hint")),
                );
                return None;
            }
        };
        let mut fields = Fields::new(table, place.clone(), report);
        let method = Self::read_named(name, &mut fields);
        if method.is_some() {
            fields.finish();
        } else {
            let docs = Self::docs();
            report.problem(
                Problem::new(
                    Code::UnknownMethod,
                    place.clone(),
                    message!("unknown-method-name", family = Self::FAMILY, name),
                )
                .hint(did_you_mean(name, docs.iter().map(|doc| doc.name))),
            );
        }
        method
    }
}

impl MethodDoc {
    /// What a method of a family says of itself.
    pub(crate) fn of<M: Describe>(family: &'static str) -> Self {
        Self {
            family,
            name: M::NAME,
            title: M::TITLE,
            summary: M::SUMMARY,
            formula: M::FORMULA,
            missing: M::MISSING,
            reference: M::REFERENCE,
            parameters: Fields::describe(|fields| {
                M::read(fields);
            }),
        }
    }
}

/// The getters of methods stand here, so that the reader of keys needs to know nothing of families.
impl Fields<'_> {
    /// One method; absent gives nothing.
    pub(crate) fn method<M: Family>(&mut self, key: &'static str, doc: &'static str) -> Option<M> {
        if self.describes() {
            let kind = Kind::Method { family: M::FAMILY, methods: M::docs() };
            self.note(key, kind, doc, None, false);
            return None;
        }
        // Where a table is read only the key matters, for hints. The description of all methods is left out,
        // because it would be made anew for every node.
        self.note(key, Kind::Text, doc, None, false);
        let item = self.take(key, false)?;
        M::read(item, self.report())
    }

    /// A list of methods; absent gives nothing.
    pub(crate) fn methods<M: Family>(&mut self, key: &'static str, doc: &'static str) -> Option<Vec<M>> {
        if self.describes() {
            let kind = Kind::Methods { family: M::FAMILY, methods: M::docs() };
            self.note(key, kind, doc, None, false);
            return None;
        }
        self.note(key, Kind::Texts, doc, None, false);
        let item = self.take(key, false)?;
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, message!("bad-value-methods-hint"));
            return None;
        };
        Some(items.iter().filter_map(|item| M::read(item, self.report())).collect())
    }
}

/// Declares a family from its list of methods: one line `module::Type` per method. The modules are declared
/// beside the list, where `cargo fmt` sees them.
macro_rules! methods {
    (
        $(#[$meta:meta])*
        pub enum $name:ident = $family:literal, dyn $kernel:path {
            $($module:ident::$variant:ident),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!("[`", stringify!($module), "::", stringify!($variant), "`]")]
                $variant($module::$variant),
            )+
        }

        impl $name {
            /// The method's name in the framework file.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => <$module::$variant as $crate::text::Describe>::NAME,)+
                }
            }

            pub(crate) fn kernel(&self) -> &dyn $kernel {
                match self {
                    $(Self::$variant(method) => method,)+
                }
            }
        }

        $(
            impl From<$module::$variant> for $name {
                fn from(method: $module::$variant) -> Self {
                    Self::$variant(method)
                }
            }
        )+

        impl $crate::text::Family for $name {
            const FAMILY: &'static str = $family;

            fn docs() -> Vec<$crate::text::MethodDoc> {
                vec![$($crate::text::MethodDoc::of::<$module::$variant>($family)),+]
            }

            fn as_set(&self) -> ($crate::text::MethodDoc, $crate::text::Settings) {
                match self {
                    $(Self::$variant(method) => (
                        $crate::text::MethodDoc::of::<$module::$variant>($family),
                        <$module::$variant as $crate::text::Describe>::settings(method),
                    ),)+
                }
            }

            fn read_named(name: &str, fields: &mut $crate::text::Fields<'_>) -> Option<Self> {
                use $crate::text::Describe;
                $(
                    if name == <$module::$variant as Describe>::NAME {
                        return Some(Self::$variant(<$module::$variant as Describe>::read(fields)));
                    }
                )+
                None
            }
        }
    };
}
pub(crate) use methods;
