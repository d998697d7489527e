//! Families of methods: one list gives the enum, the reader, the documentation and the dispatch.

use crate::text::fields::{FieldDoc, Fields};
use crate::text::tree::{Item, Table, Value};
use icip_problem::{Code, Problem, Report, did_you_mean};

/// What `icip methods` says of one method.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodDoc {
    /// Family, such as `normalise`.
    pub family: &'static str,
    /// Name in the framework file.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The formula, every symbol explained.
    pub formula: &'static str,
    /// What happens to absent and impossible values.
    pub missing: &'static str,
    /// Where the definition comes from.
    pub reference: &'static str,
    /// Its parameters.
    pub parameters: Vec<FieldDoc>,
}

/// What a method says of itself, and how its parameters are read.
pub(crate) trait Describe: Sized {
    const NAME: &'static str;
    const SUMMARY: &'static str;
    const FORMULA: &'static str;
    const MISSING: &'static str;
    const REFERENCE: &'static str;

    /// Reads the parameters; the same calls describe them.
    fn read(fields: &mut Fields<'_>) -> Self;
}

/// A family of methods. Made by [`methods!`].
pub(crate) trait Family: Sized {
    const FAMILY: &'static str;

    fn docs() -> Vec<MethodDoc>;

    fn read_named(name: &str, fields: &mut Fields<'_>) -> Option<Self>;

    /// Reads `"name"` or `{ name = { parameters } }`.
    fn read(item: &Item, report: &mut Report) -> Option<Self> {
        let empty = Table::default();
        let (name, table, place) = match &item.value {
            Value::Text(name) => (name, &empty, &item.place),
            Value::Table(table) => match table.entries.as_slice() {
                [(name, Item { value: Value::Table(parameters), place })] => (name, parameters, place),
                [(name, inner)] => {
                    if inner.value == Value::Refused {
                        return None;
                    }
                    let what = format!("the parameters of `{name}` are {}", inner.value.type_name());
                    let hint = format!("must be a table, such as {name} = {{ ... }}");
                    report.problem(Problem::new(Code::BadMethod, inner.place.clone(), what).hint(hint));
                    return None;
                }
                entries => {
                    let what =
                        format!("a {} rule names one method, here are {}", Self::FAMILY, entries.len());
                    report.problem(Problem::new(Code::BadMethod, item.place.clone(), what));
                    return None;
                }
            },
            Value::Refused => return None,
            other => {
                let what = format!("a {} rule cannot be {}", Self::FAMILY, other.type_name());
                report.problem(
                    Problem::new(Code::BadMethod, item.place.clone(), what).hint("must name a method"),
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
                    format!("no `{}` rule is called `{name}`", Self::FAMILY),
                )
                .hint(did_you_mean(name, docs.iter().map(|doc| doc.name))),
            );
        }
        method
    }
}

/// Declares a family from its list of methods: one line `module::Type` per method. The modules are declared beside the
/// list, where `cargo fmt` sees them.
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
                use $crate::text::{Describe, Fields, MethodDoc};
                fn doc<M: Describe>() -> MethodDoc {
                    MethodDoc {
                        family: $family,
                        name: M::NAME,
                        summary: M::SUMMARY,
                        formula: M::FORMULA,
                        missing: M::MISSING,
                        reference: M::REFERENCE,
                        parameters: Fields::describe(|fields| { M::read(fields); }),
                    }
                }
                vec![$(doc::<$module::$variant>()),+]
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
