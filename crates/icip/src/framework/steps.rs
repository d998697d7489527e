//! The rules of a node one by one, as they are set: for whoever shows a framework to readers. It must not know what a
//! method does.

use crate::denominate::Denominate;
use crate::framework::model::{Aggregation, Framework, Leaf, Node, NodeKind};
use crate::framework::within::Within;
use crate::framework::{NodeIx, node_keys};
use crate::normalise::Direction;
use crate::round::Round;
use crate::text::{Family, FieldDoc, Fields, MethodDoc, MethodText, Setting, Settings, parameters_of};
use icip_problem::{Language, Message, message};

/// A rule of a node, as it is set.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The key of the rule in a framework file, such as `normalise`.
    pub rule: &'static str,
    /// The method; nothing for a rule that has only one.
    pub method: Option<MethodDoc>,
    /// The parameters that have a value, defaults among them, each with its key.
    pub settings: Vec<(&'static str, Setting)>,
    /// What the parameters mean, where there is no method.
    fields: Vec<FieldDoc>,
}

/// A rule of a node in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepText {
    /// What the rule is about, such as "normalisation".
    pub rule: String,
    /// The method; nothing for a rule that has only one.
    pub method: Option<MethodText>,
    /// The parameters that have a value, defaults among them.
    pub settings: Vec<SettingText>,
}

/// A parameter and its value in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettingText {
    /// The key, as in a framework file.
    pub key: &'static str,
    /// The value: numbers as the language writes them, long lists shortened.
    pub value: String,
    /// What the parameter means.
    pub meaning: String,
    /// What the value means, where it is one of a few words.
    pub value_meaning: Option<String>,
}

impl Step {
    fn of_method(rule: &'static str, method: &impl Family) -> Self {
        let (method, settings) = method.as_set();
        Self { rule, method: Some(method), settings: settings.into_pairs(), fields: Vec::new() }
    }

    fn of_table(rule: &'static str, settings: Settings, fields: Vec<FieldDoc>) -> Self {
        Self { rule, method: None, settings: settings.into_pairs(), fields }
    }

    /// The rule in a language.
    pub fn in_language(&self, language: Language) -> StepText {
        let rule = rule(self.rule);
        let method = self.method.as_ref().map(|method| method.in_language(language));
        let parameters = match &method {
            Some(method) => method.parameters.clone(),
            None => parameters_of(rule.id(), &self.fields, language),
        };
        let setting = |(key, value): &(&'static str, Setting)| {
            let about = parameters.iter().find(|parameter| parameter.key == *key);
            let words = about.map(|parameter| parameter.words.as_slice()).unwrap_or_default();
            let meaning = match value {
                Setting::Word(word) => words.iter().find(|(known, _)| known == word),
                _ => None,
            };
            SettingText {
                key,
                value: value.text(language),
                meaning: about.map(|parameter| parameter.meaning.clone()).unwrap_or_default(),
                value_meaning: meaning.map(|(_, meaning)| meaning.clone()),
            }
        };
        StepText { rule: rule.text(language), method, settings: self.settings.iter().map(setting).collect() }
    }
}

/// What a rule is about. Other languages than English have the parameters of the rule as attributes of this text.
fn rule(key: &str) -> Message {
    match key {
        "range" => message!("step-range"),
        "denominate" => message!("step-denominate"),
        "impute" => message!("step-impute"),
        "treat" => message!("step-treat"),
        "direction" => message!("step-direction"),
        "normalise" => message!("step-normalise"),
        "within" => message!("step-within"),
        "missing" => message!("step-missing"),
        "weigh" => message!("step-weigh"),
        "aggregate" => message!("step-aggregate"),
        "rescale" => message!("step-rescale"),
        _ => message!("step-round"),
    }
}

impl Framework {
    /// The rules of a node in the order in which they work. What changes nothing (no imputation, no treatment, a
    /// direction that the method does not use) is left out.
    ///
    /// ```
    /// use icip::{framework, problem::Language};
    /// let framework = framework::builtin("hdi").ok_or("it ships")?;
    /// let index = framework.steps(framework.root_index());
    /// let aggregate = index.iter().find(|step| step.rule == "aggregate").ok_or("every node has it")?;
    /// assert_eq!(aggregate.method.as_ref().map(|method| method.name), Some("geometric-mean"));
    /// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
    /// assert_eq!(aggregate.in_language(spanish).rule, "agregación");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn steps(&self, node: NodeIx) -> Vec<Step> {
        let node = &self.nodes()[node];
        match node.kind() {
            NodeKind::Leaf(leaf) => of_leaf(node, leaf),
            NodeKind::Inner(inner) => of_inner(node, inner),
        }
    }
}

fn of_leaf(node: &Node, leaf: &Leaf) -> Vec<Step> {
    let mut steps = Vec::new();
    let (min, max) = leaf.range;
    if min.is_some() || max.is_some() {
        let settings = Settings::default().with("min", &min).with("max", &max).with("beyond", &leaf.beyond);
        steps.push(Step::of_table("range", settings, described(node_keys::range)));
    }
    if let Some(rule) = &leaf.denominate {
        steps.push(Step::of_table("denominate", rule.settings(), described(Denominate::read)));
    }
    if !leaf.impute.kernel().is_none() {
        steps.push(Step::of_method("impute", &leaf.impute));
    }
    if !leaf.treat.kernel().is_none() {
        steps.push(Step::of_method("treat", &leaf.treat));
    }
    if leaf.normalise.kernel().uses_direction() {
        let sign = match leaf.direction {
            Direction::Positive => 1.0,
            Direction::Negative => -1.0,
        };
        let settings = Settings::default().with("direction", &sign);
        steps.push(Step::of_table("direction", settings, described(node_keys::direction)));
    }
    steps.push(Step::of_method("normalise", &leaf.normalise));
    // A method with scales of groups names its groups itself.
    if let Some(within) = leaf.within.as_ref().filter(|_| leaf.normalise.kernel().group().is_none()) {
        steps.push(Step::of_table("within", within.settings(), described(Within::read)));
    }
    steps.extend(rounding(node));
    steps
}

fn of_inner(node: &Node, inner: &Aggregation) -> Vec<Step> {
    let mut steps = vec![Step::of_method("missing", &inner.missing)];
    if inner.aggregate.kernel().uses_weights() {
        steps.push(Step::of_method("weigh", &inner.weigh));
    }
    steps.push(Step::of_method("aggregate", &inner.aggregate));
    steps.extend(inner.rescale.iter().map(|rule| Step::of_method("rescale", rule)));
    steps.extend(rounding(node));
    steps.extend(inner.impute.iter().map(|rule| Step::of_method("impute", rule)));
    steps
}

fn rounding(node: &Node) -> Option<Step> {
    let round = node.round()?;
    Some(Step::of_table("round", round.settings(), described(Round::read)))
}

/// What the keys of a table mean.
fn described<T>(read: impl Fn(&mut Fields<'_>) -> T) -> Vec<FieldDoc> {
    Fields::describe(|fields| {
        read(fields);
    })
}
