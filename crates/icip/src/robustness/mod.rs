//! How firm a result is when what went into it could have been otherwise.

pub mod exact;
