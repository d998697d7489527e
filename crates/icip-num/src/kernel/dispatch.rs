//! The choice of vector units, and the macro that compiles a loop for each of them.
//!
//! The only module that names [`pulp::Arch`]; it knows no loop.

use pulp::Arch;

/// The vector units of this machine, looked up once.
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
            // `FnMut`, for which a call is the body itself: that of `FnOnce` may go through a function that is
            // compiled for no vector unit.
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

/// All bits set where a bit of a word is, none where it is not.
#[inline(always)]
pub(crate) fn spread(word: u64, place: usize) -> u64 {
    (word >> place & 1).wrapping_neg()
}

/// 2^52: a sum with it has no binary digits behind the point, and the number in its last bits.
pub(crate) const WHOLE: f64 = f64::from_bits(1075 << 52);

pub(crate) use kernel;
