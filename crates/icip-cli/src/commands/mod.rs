//! One file a command.

mod check;
mod compare;
mod explain;
mod frameworks;
mod import;
mod init;
mod methods;
mod robustness;
mod score;
mod score_blocks;

pub(crate) use check::check;
pub(crate) use compare::compare;
pub(crate) use explain::explain;
pub(crate) use frameworks::frameworks;
pub(crate) use import::import;
pub(crate) use init::init;
pub(crate) use methods::methods;
pub(crate) use robustness::robustness;
pub(crate) use score::score;

use crate::Io;
use crate::fail::Fail;

/// Prints the JSON schema of the framework file.
pub(crate) fn schema(io: &mut Io<'_>) -> Result<(), Fail> {
    let text = serde_json::to_string_pretty(&icip::framework::json_schema())
        .map_err(|error| Fail::Internal(error.to_string()))?;
    Ok(writeln!(io.out, "{text}")?)
}
