//! `icip schema`.

use crate::fail::Fail;
use crate::run_record::json;
use crate::streams::Io;

pub(crate) fn schema(io: &mut Io<'_>) -> Result<(), Fail> {
    Ok(write!(io.out, "{}", json(&icip::framework::json_schema())?)?)
}
