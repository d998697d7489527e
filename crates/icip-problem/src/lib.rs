//! What is wrong with an input, where, and how to say it.
//!
//! Everything that reads what a person wrote (framework, structure, data) collects [`Problem`]s in a
//! [`Report`] and goes on, so that one run shows all of them. A phase that found at least one error ends with
//! [`Problems`]; its warnings travel beside the value.
//!
//! A problem has a [`Code`] for programs, a [`Place`], and a [`Message`] for people. The codes are one list;
//! their texts are one catalogue per [`Language`] (`messages/en.ftl`). This crate names the problems of
//! tables, frameworks and methods, and must not know their types.
//!
//! ```
//! use icip_problem::{Code, Place, Problem, message};
//!
//! let problem = Problem::new(
//!     Code::UnknownKey,
//!     Place::file("framework.toml").line(3),
//!     message!("unknown-key-here", key = "weigth"),
//! )
//! .hint(message!("did-you-mean", word = "weight"));
//! assert_eq!(problem.to_string(), "framework.toml line 3: unknown key `weigth`; did you mean `weight`?");
//! assert_eq!(problem.code.severity(), icip_problem::Severity::Error);
//! ```

mod catalogue;
mod code;
mod message;
mod nearest;
mod place;
mod printable;
mod problem;
mod report;

pub use catalogue::{Language, shown_in};
pub use code::{Code, Severity};
pub use message::{Message, Value};
pub use nearest::{NearWords, did_you_mean, nearest, quoted, quoted_and_more};
pub use place::{FormPlace, Place, SheetPlace, column_letters};
pub use printable::{printable, printable_lines};
pub use problem::{Problem, Problems};
pub use report::{Report, Warned};
