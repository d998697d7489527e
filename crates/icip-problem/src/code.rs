//! The list of everything that `icip` may find wrong with an input, or worth telling its user.

use std::fmt;

use crate::catalogue::{Catalogues, Language};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// A fact about how the input was read. It changes nothing and is never denied.
    Note,
    /// The result stands, and its reader should know. `--deny-warnings` refuses it.
    Warning,
    /// There is no result.
    Error,
}

impl Severity {
    /// The word for it in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Declares the codes, each with its word and its severity. What a code means stands in the catalogue of
/// messages.
macro_rules! codes {
    ($($code:ident = $word:literal, $severity:ident;)+) => {
        /// What kind of problem it is: stable from one version to the next, so that programs may decide on
        /// it.
        ///
        /// ```
        /// use icip_problem::{Code, Severity};
        /// assert_eq!(Code::UnknownParent.word(), "unknown-parent");
        /// assert_eq!(Code::UnknownParent.severity(), Severity::Error);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`")] $code,)+
        }

        impl Code {
            /// Every code, in the order of the words.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The word that stands for the code in files and in `icip problems`.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$code => $word,)+
                }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$code => Severity::$severity,)+
                }
            }
        }
    };
}

codes! {
    AbsentByFlag = "absent-by-flag", Note;
    AcrossBreak = "across-break", Warning;
    AgainstItsNode = "against-its-node", Note;
    AllRunsFailed = "all-runs-failed", Error;
    AmbiguousDecimal = "ambiguous-decimal", Error;
    AmbiguousGroup = "ambiguous-group", Error;
    AssumedEncoding = "assumed-encoding", Note;
    BadDelimiter = "bad-delimiter", Error;
    BadEncoding = "bad-encoding", Error;
    BadFile = "bad-file", Error;
    BadForm = "bad-form", Error;
    BadMethod = "bad-method", Error;
    BadShare = "bad-share", Error;
    BadSuccession = "bad-succession", Error;
    BadTarget = "bad-target", Error;
    BadValue = "bad-value", Error;
    BeginsLikeFormula = "begins-like-formula", Note;
    BlankInNumber = "blank-in-number", Error;
    BlankRows = "blank-rows", Note;
    Boolean = "boolean", Error;
    CannotFit = "cannot-fit", Error;
    ChangedFile = "changed-file", Error;
    Clipped = "clipped", Note;
    Collinear = "collinear", Note;
    ColumnNumbers = "column-numbers", Error;
    CommentLines = "comment-lines", Note;
    Constraint = "constraint", Error;
    ControlCharacter = "control-character", Error;
    Currency = "currency", Error;
    Cycle = "cycle", Error;
    Date = "date", Error;
    DecidingCell = "deciding-cell", Warning;
    DoubtfulFormulas = "doubtful-formulas", Warning;
    DoubtfulTreatment = "doubtful-treatment", Warning;
    DoubtfulWeights = "doubtful-weights", Warning;
    DrawnWeights = "drawn-weights", Error;
    DuplicateCode = "duplicate-code", Error;
    DuplicateColumn = "duplicate-column", Error;
    DuplicateEntity = "duplicate-entity", Error;
    DuplicateFactor = "duplicate-factor", Error;
    DuplicateObservation = "duplicate-observation", Error;
    DuplicateWeight = "duplicate-weight", Error;
    EmptyCell = "empty-cell", Error;
    EmptyCode = "empty-code", Error;
    EmptyColumn = "empty-column", Warning;
    EmptyFile = "empty-file", Error;
    EmptyIndicator = "empty-indicator", Error;
    EmptyNode = "empty-node", Warning;
    EmptyPeriod = "empty-period", Error;
    EmptyWeightSet = "empty-weight-set", Error;
    EndOfScale = "end-of-scale", Note;
    EntityApart = "entity-apart", Note;
    ExtremeWeight = "extreme-weight", Error;
    FailedRuns = "failed-runs", Warning;
    FailingAlternative = "failing-alternative", Warning;
    FewSuffice = "few-suffice", Note;
    FilledOutOfRange = "filled-out-of-range", Warning;
    FlaggedValue = "flagged-value", Error;
    FollowsSize = "follows-size", Note;
    GapAsAverage = "gap-as-average", Warning;
    Goalposts = "goalposts", Error;
    GrantedScore = "granted-score", Note;
    Groups = "groups", Error;
    HalfPresent = "half-present", Warning;
    HeaderNotFirst = "header-not-first", Note;
    HeaderRows = "header-rows", Note;
    HiddenCells = "hidden-cells", Note;
    IdleDirection = "idle-direction", Error;
    IdleFactor = "idle-factor", Error;
    IdleParameter = "idle-parameter", Error;
    ImpossibleAggregation = "impossible-aggregation", Error;
    ImpossibleFactor = "impossible-factor", Error;
    IndexWithoutChild = "index-without-child", Warning;
    InfluenceDiffers = "influence-differs", Note;
    InnerWithColumn = "inner-with-column", Error;
    Interval = "interval", Error;
    LeadingZeros = "leading-zeros", Warning;
    LeafWithoutColumn = "leaf-without-column", Error;
    Length = "length", Error;
    LetterCase = "letter-case", Warning;
    LimitExceeded = "limit-exceeded", Error;
    LooseIndicator = "loose-indicator", Note;
    LostDigits = "lost-digits", Error;
    LostZeros = "lost-zeros", Error;
    LowAdequacy = "low-adequacy", Note;
    LowConsistency = "low-consistency", Note;
    MalformedNumber = "malformed-number", Error;
    MaskedCodes = "masked-codes", Warning;
    MergedCells = "merged-cells", Error;
    MissingColumn = "missing-column", Error;
    MissingExclusionColumn = "missing-exclusion-column", Warning;
    MissingGroup = "missing-group", Note;
    MissingHeader = "missing-header", Error;
    MissingName = "missing-name", Warning;
    MissingSize = "missing-size", Warning;
    MixedDecimals = "mixed-decimals", Error;
    MixedEncodings = "mixed-encodings", Error;
    MixedGroups = "mixed-groups", Error;
    MixedNames = "mixed-names", Warning;
    MixedPercent = "mixed-percent", Warning;
    MixedThousands = "mixed-thousands", Warning;
    MixedUnits = "mixed-units", Error;
    NearerElsewhere = "nearer-elsewhere", Note;
    NegativePair = "negative-pair", Note;
    NegativeSize = "negative-size", Error;
    NegativeWeight = "negative-weight", Error;
    NoChild = "no-child", Error;
    NoEntity = "no-entity", Error;
    NoExactAnswer = "no-exact-answer", Error;
    NoFactor = "no-factor", Error;
    NoIndex = "no-index", Error;
    NoPeriod = "no-period", Error;
    NoRows = "no-rows", Error;
    NoTree = "no-tree", Error;
    NotANumber = "not-a-number", Error;
    NotFinite = "not-finite", Error;
    NotImported = "not-imported", Warning;
    NotInRegister = "not-in-register", Warning;
    NotNumbers = "not-numbers", Error;
    NotPositive = "not-positive", Error;
    NotText = "not-text", Error;
    Note = "note", Note;
    NothingInCommon = "nothing-in-common", Error;
    NothingToRank = "nothing-to-rank", Error;
    ObservationFlags = "observation-flags", Note;
    ObservationsInBlocks = "observations-in-blocks", Error;
    ObservedColumns = "observed-columns", Note;
    OpenOrder = "open-order", Note;
    OpenQuote = "open-quote", Error;
    OrderNotJudged = "order-not-judged", Note;
    OtherColumns = "other-columns", Error;
    OtherFormat = "other-format", Note;
    OtherPlan = "other-plan", Error;
    OutOfRange = "out-of-range", Error;
    Outlier = "outlier", Note;
    OutsideDomain = "outside-domain", Error;
    OutsideRange = "outside-range", Warning;
    OverlappingFactors = "overlapping-factors", Error;
    PaddedCodes = "padded-codes", Note;
    Parentheses = "parentheses", Error;
    PassedRows = "passed-rows", Note;
    Percent = "percent", Error;
    PercentFormat = "percent-format", Note;
    PeriodAsNumber = "period-as-number", Note;
    PeriodNoTime = "period-no-time", Error;
    PhraseAsCode = "phrase-as-code", Warning;
    RaggedRow = "ragged-row", Error;
    RepeatedColumn = "repeated-column", Warning;
    RepeatedHeader = "repeated-header", Error;
    Rescale = "rescale", Error;
    ReservedCode = "reserved-code", Error;
    RuleOfInnerNode = "rule-of-inner-node", Error;
    RuleOfLeaf = "rule-of-leaf", Error;
    RuleSyntax = "rule-syntax", Error;
    SameAlternatives = "same-alternatives", Warning;
    ScalesApart = "scales-apart", Warning;
    ScoresDiffer = "scores-differ", Error;
    Screened = "screened", Warning;
    SecondRoot = "second-root", Error;
    SeveralDimensions = "several-dimensions", Note;
    Share = "share", Error;
    SheetChosen = "sheet-chosen", Note;
    SilentIndicator = "silent-indicator", Note;
    SimilarGroups = "similar-groups", Warning;
    SkewedColumn = "skewed-column", Note;
    SparsePeriod = "sparse-period", Warning;
    SpreadsheetError = "spreadsheet-error", Error;
    TextAndNumber = "text-and-number", Error;
    TextArithmetic = "text-arithmetic", Error;
    Tolerance = "tolerance", Error;
    TomlSyntax = "toml-syntax", Error;
    TotalRow = "total-row", Warning;
    TouchedCode = "touched-code", Warning;
    TrailingFields = "trailing-fields", Note;
    TurnedTwice = "turned-twice", Warning;
    TwoDecimalMarks = "two-decimal-marks", Warning;
    TwoParameters = "two-parameters", Error;
    TwoTrees = "two-trees", Error;
    UncalculatedFormula = "uncalculated-formula", Error;
    UnknownAnswer = "unknown-answer", Error;
    UnknownColumn = "unknown-column", Error;
    UnknownKey = "unknown-key", Error;
    UnknownLevel = "unknown-level", Error;
    UnknownMethod = "unknown-method", Error;
    UnknownNode = "unknown-node", Error;
    UnknownParent = "unknown-parent", Error;
    UnknownPeriod = "unknown-period", Error;
    UnknownSheet = "unknown-sheet", Error;
    UnknownSuccessor = "unknown-successor", Warning;
    UnknownType = "unknown-type", Error;
    UnnamedColumn = "unnamed-column", Note;
    UnrankedUnknown = "unranked-unknown", Warning;
    UnreadOfForm = "unread-of-form", Warning;
    Unreadable = "unreadable", Error;
    Unsolved = "unsolved", Error;
    UnusedCell = "unused-cell", Note;
    UnusedScores = "unused-scores", Note;
    UnusualCharacters = "unusual-characters", Note;
    Weight = "weight", Error;
    WeightMissing = "weight-missing", Error;
    Weights = "weights", Error;
    WeightsDiffer = "weights-differ", Error;
    WholeColumns = "whole-columns", Error;
    WithoutIndex = "without-index", Warning;
    WrongDecimal = "wrong-decimal", Error;
    WrongNode = "wrong-node", Error;
    ZeroDivisor = "zero-divisor", Warning;
    ZeroWeight = "zero-weight", Note;
    ZeroWeights = "zero-weights", Error;
}

impl Code {
    /// What the code means, in one English sentence.
    pub fn meaning(self) -> String {
        self.meaning_in(Language::ENGLISH)
    }

    /// A message with this code, as a user meets it in English.
    pub fn example(self) -> String {
        self.example_in(Language::ENGLISH)
    }

    /// What the code means, in one sentence.
    pub fn meaning_in(self, language: Language) -> String {
        Catalogues::of(language).text(self.word(), None, &[])
    }

    /// A message with this code, as a user meets it.
    pub fn example_in(self, language: Language) -> String {
        Catalogues::of(language).text(self.word(), Some("example"), &[])
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, word: &&str) -> bool {
        self.word() == *word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_meaning_and_an_example() {
        for code in Code::ALL {
            // A text that the catalogue lacks ends the test.
            assert!(!code.meaning().is_empty() && !code.example().is_empty(), "`{code}`");
        }
    }

    #[test]
    fn words_are_in_order_and_occur_once() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].word() < pair[1].word()));
    }
}
