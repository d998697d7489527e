//! Words by which tables in Spanish and English call their columns and their answers. It must not know a table.
//!
//! All words are written as [`folded`] makes them: small letters without accents, joined by `_`.

/// The letters that lose an accent, and what is left.
const ACCENTS: [(&str, char); 6] =
    [("áàâãä", 'a'), ("éèêë", 'e'), ("íìîï", 'i'), ("óòôõö", 'o'), ("úùûü", 'u'), ("ñ", 'n')];

/// A text as words are compared: small letters and digits without accents, joined by `_`.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = ACCENTS.iter().find(|(accented, _)| accented.contains(c)).map_or(c, |(_, plain)| *plain);
        if plain.is_alphanumeric() {
            folded.push(plain);
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

/// The words of the name of a column: `uCode` and `cod_mpio` have two each.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut apart = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if small && c.is_uppercase() {
            apart.push(' ');
        }
        small = c.is_lowercase();
        apart.push(c);
    }
    folded(&apart).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What the name of a column says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Code,
    Name,
    Period,
    Group,
    /// A rank or a class, which are results of an index.
    Result,
    Percentage,
}

const CODES: [&str; 17] = [
    "code",
    "codigo",
    "cod",
    "id",
    "iso",
    "iso2",
    "iso3",
    "divipola",
    "sigep",
    "nit",
    "ubigeo",
    "fips",
    "dane",
    "identificador",
    "identifier",
    "clave",
    "key",
];
const NAMES: [&str; 22] = [
    "name",
    "nombre",
    "nom",
    "entidad",
    "entity",
    "municipio",
    "municipality",
    "country",
    "pais",
    "institucion",
    "institution",
    "organismo",
    "organizacion",
    "organization",
    "organisation",
    "denominacion",
    "ciudad",
    "city",
    "territorio",
    "title",
    "label",
    "alcaldia",
];
const PERIODS: [&str; 13] = [
    "year",
    "ano",
    "anio",
    "vigencia",
    "periodo",
    "period",
    "time",
    "trimestre",
    "quarter",
    "semestre",
    "mes",
    "month",
    "edicion",
];
const GROUPS: [&str; 26] = [
    "region",
    "subregion",
    "departamento",
    "department",
    "depto",
    "dpto",
    "provincia",
    "province",
    "state",
    "estado",
    "grupo",
    "group",
    "categoria",
    "category",
    "sector",
    "tipo",
    "type",
    "zona",
    "zone",
    "orden",
    "naturaleza",
    "continente",
    "continent",
    "tipologia",
    "cluster",
    "area",
];
const RESULTS: [&str; 9] =
    ["rank", "ranking", "puesto", "posicion", "position", "class", "clase", "quintil", "quintile"];
const PERCENTAGES: [&str; 9] =
    ["pct", "perc", "percent", "percentage", "porcentaje", "porc", "proporcion", "cobertura", "coverage"];

impl Says {
    /// What a name says, by its words. One that says several things says the first of them.
    pub(super) fn of(name: &str) -> Vec<Self> {
        let words = words_of(name);
        let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        let is_code = any(&CODES) || words.iter().any(|word| word.starts_with("cod") && word.len() <= 9);
        let only = |known: &[&str]| words.iter().all(|word| known.contains(&word.as_str()));
        [
            (Self::Result, any(&RESULTS)),
            (Self::Code, is_code),
            (Self::Period, only(&PERIODS)),
            (Self::Group, any(&GROUPS)),
            (Self::Name, any(&NAMES)),
            (Self::Percentage, any(&PERCENTAGES) || name.contains('%')),
        ]
        .into_iter()
        .filter_map(|(says, does)| does.then_some(says))
        .collect()
    }

    /// Whether a name says nothing but that it holds a code.
    pub(super) fn is_only_a_code(name: &str) -> bool {
        words_of(name).iter().all(|word| CODES.contains(&word.as_str()))
    }
}

/// Texts that usually mean that there is no value.
const ABSENT: [&str; 20] = [
    "nd",
    "n_d",
    "na",
    "n_a",
    "sd",
    "s_d",
    "null",
    "nan",
    "sin_dato",
    "sin_datos",
    "sin_informacion",
    "no_disponible",
    "no_data",
    "not_available",
    "missing",
    "no_aplica",
    "not_applicable",
    "ns_nr",
    "no_sabe",
    "no_responde",
];

/// Whether a text usually means that there is no value: such a word, or signs alone.
pub(super) fn means_absent(text: &str) -> bool {
    let signs = || text.chars().count() <= 3 && !text.is_empty() && !text.chars().any(char::is_alphanumeric);
    signs() || ABSENT.contains(&folded(text).as_str())
}

/// Answers in words from the worst to the best; words in one place mean the same.
const SCALES: [&[&[&str]]; 12] = [
    &[
        &["no", "n", "false", "falso", "no_cumple", "no_existe", "nao", "ausente"],
        &["parcial", "parcialmente", "en_parte", "partial", "partly", "partially", "cumple_parcialmente"],
        &["si", "yes", "y", "s", "true", "verdadero", "cumple", "existe", "sim", "x", "presente"],
    ],
    &[
        &["no", "no_iniciado", "not_started"],
        &["en_proceso", "en_desarrollo", "en_ejecucion", "in_progress", "ongoing"],
        &["si", "yes", "terminado", "finalizado", "completed", "implementado", "implemented"],
    ],
    &[
        &["nunca"],
        &["casi_nunca", "rara_vez", "raramente"],
        &["a_veces", "algunas_veces", "ocasionalmente"],
        &["casi_siempre", "frecuentemente", "con_frecuencia", "a_menudo"],
        &["siempre"],
    ],
    &[&["never"], &["rarely", "seldom"], &["sometimes"], &["often", "usually"], &["always"]],
    &[
        &["muy_bajo", "muy_baja"],
        &["bajo", "baja"],
        &["medio", "media", "moderado", "moderada"],
        &["alto", "alta"],
        &["muy_alto", "muy_alta"],
    ],
    &[&["very_low"], &["low"], &["medium", "moderate", "middle"], &["high"], &["very_high"]],
    &[
        &["muy_malo", "muy_mala", "pesimo"],
        &["malo", "mala", "deficiente"],
        &["regular", "aceptable"],
        &["bueno", "buena"],
        &["muy_bueno", "muy_buena"],
        &["excelente", "sobresaliente"],
    ],
    &[&["very_poor"], &["poor"], &["fair", "average"], &["good"], &["very_good"], &["excellent"]],
    &[
        &["totalmente_en_desacuerdo", "muy_en_desacuerdo"],
        &["en_desacuerdo"],
        &["neutral", "indiferente", "ni_de_acuerdo_ni_en_desacuerdo"],
        &["de_acuerdo"],
        &["totalmente_de_acuerdo", "muy_de_acuerdo"],
    ],
    &[&["strongly_disagree"], &["disagree"], &["neutral"], &["agree"], &["strongly_agree"]],
    &[&["nada", "ninguno", "ninguna"], &["poco", "poca"], &["algo"], &["bastante"], &["mucho", "mucha"]],
    &[&["inicial"], &["basico"], &["intermedio"], &["avanzado"], &["optimo", "lider"]],
];

/// The order of answers from the worst to the best, as a place for each, where a scale that is known has all of them.
pub(super) fn places(answers: &[String]) -> Option<Vec<usize>> {
    let place =
        |scale: &[&[&str]], answer: &String| scale.iter().position(|words| words.contains(&answer.as_str()));
    SCALES.iter().find_map(|scale| answers.iter().map(|answer| place(scale, answer)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_accents_and_signs() {
        assert_eq!(folded("  Código DANE (5 dígitos) "), "codigo_dane_5_digitos");
        assert_eq!(folded("N/A"), "n_a");
        assert_eq!(words_of("uCode"), ["u", "code"]);
        assert_eq!(words_of("GDPpc_group"), ["gdppc", "group"]);
    }

    #[test]
    fn names_say_what_a_column_holds() {
        for (name, says) in [
            ("sigep_code", vec![Says::Code]),
            ("CODMPIO", vec![Says::Code]),
            ("Año", vec![Says::Period]),
            ("año de creación", vec![]),
            ("Municipio", vec![Says::Name]),
            ("GDP_group", vec![Says::Group]),
            ("mdm_rank_in_group", vec![Says::Result, Says::Group]),
            ("cobertura neta", vec![Says::Percentage]),
        ] {
            assert_eq!(Says::of(name), says, "{name}");
        }
    }

    #[test]
    fn marks_of_absence_are_known_and_answers_are_not_marks() {
        for mark in ["ND", "n.d.", "#N/A", "-", "..", "—", "Sin información"] {
            assert!(means_absent(mark), "{mark}");
        }
        for answer in ["", "no", "Sí", "0", "ninguno"] {
            assert!(!means_absent(answer), "{answer}");
        }
    }

    #[test]
    fn answers_have_the_order_of_their_scale() {
        let of = |answers: &[&str]| places(&answers.iter().map(|text| folded(text)).collect::<Vec<_>>());
        assert_eq!(of(&["Sí", "No"]), Some(vec![2, 0]));
        assert_eq!(of(&["Alto", "Medio", "Bajo"]), Some(vec![3, 2, 1]));
        assert_eq!(of(&["rojo", "verde"]), None);
    }
}
