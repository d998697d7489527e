//! Reads the framework and the data that a command line names. It must not know what a command makes of them.

pub(crate) mod cells;
pub(crate) mod columnar;
pub(crate) mod data;
pub(crate) mod file;
pub(crate) mod framework;
pub(crate) mod loaded;
pub(crate) mod run;
pub(crate) mod successors;
pub(crate) mod workbook;
