//! The names that SDMX-CSV, the OECD, Eurostat, the World Bank, the United Nations and TerriData of Colombia's planning
//! department give to the parts of an observation. Capital letters make no difference. It must not know how a table is read.

use super::options::Observations;
use super::shown::shorten;
use icip_problem::{Code, Place, Problem, message};

/// The column with the code of the entity, the likeliest first.
pub(crate) const ENTITY: [&str; 15] = [
    "REF_AREA",
    "GEO",
    "geo",
    "Código Entidad",
    "LOCATION",
    "COUNTRY",
    "Country Code",
    "COU",
    "GeoAreaCode",
    "Region/Country/Area",
    "Country or Area",
    "Country",
    "Reference area",
    "Entidad",
    "Geo",
];

/// The column with the name of the entity.
pub(crate) const NAME: [&str; 4] = ["Country Name", "GeoAreaName", "Reference area", "Entidad"];

/// The column with the period.
pub(crate) const PERIOD: [&str; 8] =
    ["TIME_PERIOD", "TIME", "time", "TimePeriod", "Year", "Year(s)", "Año", "YEAR"];

/// The column with the indicator.
pub(crate) const INDICATOR: [&str; 14] = [
    "INDICATOR",
    "INDIC",
    "indic",
    "Indicator Code",
    "Series Code",
    "SeriesCode",
    "SERIES",
    "MEASURE",
    "SUBJECT",
    "Indicator Name",
    "Series Name",
    "Indicador",
    "Series",
    "Indicator",
];

/// The column with the value.
pub(crate) const VALUE: [&str; 6] = ["OBS_VALUE", "obs_value", "Value", "Dato Numérico", "Valor", "VALUE"];

/// The column with the flag of the value.
pub(crate) const FLAG: [&str; 5] = ["OBS_STATUS", "OBS_FLAG", "obs_flag", "Flag Codes", "Nature"];

/// The columns with the unit, and with the power of ten of the values.
pub(crate) const UNIT: [&str; 14] = [
    "UNIT_MEASURE",
    "UNIT",
    "unit",
    "UNIT_CODE",
    "Unit Code",
    "Unit of measure",
    "[Units]",
    "Units",
    "Unidad",
    "Unidad de Medida",
    "UNIT_MULT",
    "PowerCode Code",
    "PowerCode",
    "Unit",
];

/// Columns that tell of the table, of its writing or of a value what makes no other observation of it.
pub(crate) const ASIDE: [&str; 15] = [
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "LAST UPDATE",
    "FREQ",
    "TIME_FORMAT",
    "DECIMALS",
    "OBS_COMMENT",
    "CONF_STATUS",
    "Flags",
    "Unit",
    "Fuente",
    "Source",
];

/// The flags of the code list `CL_OBS_STATUS` of SDMX that say why a value is absent.
pub(crate) const ABSENT: [&str; 5] = ["H", "L", "M", "O", "Q"];

/// The flag of a value of which nothing is to be said.
pub(crate) const NORMAL: &str = "A";

/// The names by which the header of such a table is known among other lines.
pub(crate) fn sought(declared: &Observations) -> impl Iterator<Item = &str> {
    let own = declared.indicator.iter().chain(&declared.value).chain(&declared.flag).chain(&declared.unit);
    let own = own.chain(declared.only.iter().map(|(column, _)| column)).map(String::as_str);
    own.chain(ENTITY).chain(NAME).chain(PERIOD).chain(INDICATOR).chain(VALUE).chain(FLAG).chain(UNIT)
}

/// Whether a column holds several keys at once, as in `freq,unit,geo\TIME_PERIOD`: the text format of Eurostat.
pub(crate) fn is_compound(name: &str) -> bool {
    name.to_lowercase().contains("\\time")
}

/// The problem of such a column.
pub(crate) fn compound(name: &str, header: Place) -> Problem {
    let what = message!("missing-column-compound", column = shorten(name));
    Problem::new(Code::MissingColumn, header, what).hint(message!("missing-column-compound-hint"))
}

/// The year that is the name of a column: `2015`, and `2015 [YR2015]` as the DataBank of the World Bank writes it.
pub(crate) fn year_of(name: &str) -> Option<&str> {
    let is_year = |text: &str| {
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|c| c.is_ascii_digit())
    };
    let year = match name.split_once(" [YR") {
        Some((year, rest)) => (rest.strip_suffix(']') == Some(year)).then_some(year)?,
        None => name,
    };
    is_year(year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_names_of_columns() {
        assert_eq!([year_of("2015"), year_of("1960 [YR1960]")], [Some("2015"), Some("1960")]);
        for other in ["", "15", "20155", "3015", "2015 [YR2016]", "2015-16", "x2015"] {
            assert_eq!(year_of(other), None, "{other}");
        }
    }
}
