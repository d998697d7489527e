//! The choice of vector units, and the macro that compiles a loop for each of them.
//!
//! The only module that names [`pulp::Arch`]; it knows no loop.

use pulp::Arch;

/// The vector units of this machine, detected once. The features `avx2` and `avx512` of this crate decide for
/// which of them the loops are compiled.
pub(crate) fn arch() -> Arch {
    static ARCH: std::sync::OnceLock<Arch> = std::sync::OnceLock::new();
    *ARCH.get_or_init(Arch::new)
}

/// Declares a function whose body is compiled once for every kind of vector unit.
macro_rules! kernel {
    ($(#[$meta:meta])* $vis:vis fn $name:ident$(<$life:lifetime>)?($($arg:ident: $kind:ty),+) $(-> $out:ty)? $body:block) => {
        $(#[$meta])*
        $vis fn $name$(<$life>)?($($arg: $kind),+) $(-> $out)? {
            struct Work<F>(F);
            // `FnMut` and not `FnOnce`: a call through `FnOnce` may end in a function that is compiled
            // without vector units, a call through `FnMut` is inlined.
            impl<R, F: FnMut() -> R> pulp::NullaryFnOnce for Work<F> {
                type Output = R;
                #[inline(always)]
                fn call(mut self) -> R {
                    (self.0)()
                }
            }
            crate::kernel::dispatch::arch().dispatch(Work(#[inline(always)] || $body))
        }
    };
}

/// All bits set if the bit at `place` of `word` is set, otherwise none.
#[inline(always)]
pub(crate) fn spread(word: u64, place: usize) -> u64 {
    (word >> place & 1).wrapping_neg()
}

/// 2^52. A sum with it is a whole number, which stands in the last bits of the result.
pub(crate) const WHOLE: f64 = f64::from_bits(1075 << 52);

pub(crate) use kernel;
