//! What changed between two editions: the parts add up to the change, for every rule, and are those of an independent
//! computation.

mod edits;
mod independent;
mod parts;
mod successors;
