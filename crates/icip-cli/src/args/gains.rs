//! The option `--gain`, each time with one value or with three. clap's derive puts the values of all times into one list,
//! which no longer tells them apart, so the option is declared by hand.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

const ID: &str = "gain";

/// What `--gain` was given, one list for each time.
#[derive(Debug, Default)]
pub(crate) struct Gains(pub(crate) Vec<Vec<String>>);

impl Args for Gains {
    fn augment_args(command: Command) -> Command {
        let option = Arg::new(ID)
            .long(ID)
            .num_args(1..=3)
            .value_names(["ENTITY", "NODE", "PLACES"])
            .action(ArgAction::Append)
            .help(
                "With an entity alone, find for each leaf the nearest value in the data with which the entity gains a \
                 place. With a node and a number of places, find the smallest increase of the node's score with which \
                 the entity gains this number of places. The option may be repeated; the data file stands before it",
            );
        command.arg(option)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Gains {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let occurrences = matches.get_occurrences::<String>(ID).into_iter().flatten();
        Ok(Self(occurrences.map(|values| values.cloned().collect()).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
