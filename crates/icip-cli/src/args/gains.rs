//! The option `--gain`, each time with one value or with three. What clap derives puts the values of all times into one
//! list, which no longer tells them apart.

use clap::{ArgMatches, Args, Command, FromArgMatches};

#[derive(Debug, Args)]
struct Declared {
    /// With an entity alone, find for each leaf the nearest value of the data with which the entity gains a place.
    /// With a node and a number of places, find the smallest increase of the score of the node with which the
    /// entity gains this number of places. The option may be repeated; the data file stands before it
    #[arg(long, num_args = 1..=3, value_names = ["ENTITY", "NODE", "PLACES"])]
    gain: Vec<String>,
}

/// What `--gain` was given, one list for each time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gains(pub(crate) Vec<Vec<String>>);

impl Args for Gains {
    fn augment_args(command: Command) -> Command {
        Declared::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Declared::augment_args_for_update(command)
    }
}

impl FromArgMatches for Gains {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let times = matches.get_occurrences::<String>("gain").into_iter().flatten();
        Ok(Self(times.map(|values| values.cloned().collect()).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
