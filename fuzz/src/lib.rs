//! What the fuzz targets share: inputs with a structure, and how results are compared.

pub mod check;
#[cfg(feature = "polars")]
pub mod columnar;
pub mod options;
pub mod same;
pub mod tree;
pub mod workbooks;

use arbitrary::Unstructured;

/// The texts of an input, which zero bytes separate; what is not UTF-8 is replaced, as `decode_text` may have done
/// before.
pub fn texts<const COUNT: usize>(bytes: &[u8]) -> Option<[String; COUNT]> {
    let mut parts =
        bytes.splitn(COUNT, |byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    let texts: Vec<String> = (0..COUNT).map_while(|_| parts.next()).collect();
    texts.try_into().ok()
}

/// One of a list.
///
/// # Errors
/// The list is empty.
pub fn one<'w, T: ?Sized>(u: &mut Unstructured<'_>, of: &[&'w T]) -> arbitrary::Result<&'w T> {
    u.choose(of).copied()
}

/// True about once in so many times; never when the input has ended.
///
/// # Errors
/// None: an input that has ended gives zeros.
pub fn once_in(u: &mut Unstructured<'_>, times: u8) -> arbitrary::Result<bool> {
    Ok(u.arbitrary::<u8>()? % times == times - 1)
}
