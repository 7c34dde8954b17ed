//! A list with its groups and facets, from the index.

use std::collections::HashMap;

use super::view::{
    Facet, FacetCount, FacetKind, GroupBy, GroupHead, ListRequest, Listing, Names, Problems, SortKey,
};
use crate::index::{FacetValue, Index};
use crate::model::caption::CaptionId;
use crate::model::date::{PartialDate, in_words};
use crate::model::filter::{FieldTest, Filter, FilterError, FilterField};
use crate::text::query;

/// The captions that pass a filter, grouped and sorted, with counts for every facet; `keep` is in the list, whether it passes
/// or not.
pub fn list(
    index: &Index,
    problems: &Problems,
    request: &ListRequest,
    keep: Option<i64>,
) -> Result<Listing, FilterError> {
    let filter = query::parse(&request.filter)?;
    let found = index.filter(&filter);
    let shown = found.len();
    // Within a scene the days follow each other, unless another order is asked for.
    let key = match (request.group, request.sort) {
        (Some(GroupBy::Scene), SortKey::Document) => SortKey::Date,
        (_, sort) => sort,
    };
    let mut positions = found.clone();
    let mut kept = None;
    if let Some(row) = keep
        && let Some(pos) = index.position(row)
        && let Err(at) = positions.binary_search(&pos)
    {
        positions.insert(at, pos);
        kept = Some(row);
    }
    // The values are counted beside the sorting, where there are enough captions to make that worth a thread.
    let ((rows, groups, problem_rows), facets) = std::thread::scope(|s| {
        let counting = (shown > BESIDE).then(|| s.spawn(|| facets(index, &filter, &found)));
        index.sort(&mut positions, key, request.descending);
        let grouped = ordered(index, problems, request, &positions);
        let facets = match counting {
            Some(counting) => counting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            None => facets(index, &filter, &found),
        };
        (grouped, facets)
    });
    let (total, request) = (index.len(), request.clone());
    Ok(Listing { request, rows, groups, shown, total, facets, problem_rows, kept, complete: true })
}

/// From so many captions on facets are counted on a thread of their own.
const BESIDE: usize = 20_000;

/// The rows in their order, the headings of their groups, and the rows with an open problem with their places.
fn ordered(
    index: &Index,
    problems: &Problems,
    request: &ListRequest,
    positions: &[u32],
) -> (Vec<i64>, Vec<GroupHead>, Vec<(i64, usize)>) {
    let mut rows = Vec::with_capacity(positions.len());
    let mut groups = Vec::new();
    let mut problem_rows = Vec::new();
    let mut add = |rows: &mut Vec<i64>, positions: &[u32]| {
        for pos in positions {
            let row = index.row(*pos);
            if index.has_problem(*pos) {
                problem_rows.push((row, rows.len()));
            }
            rows.push(row);
        }
    };
    match request.group {
        None => add(&mut rows, positions),
        Some(by) => {
            let notes = notes(problems);
            for group in index.group(positions, by) {
                let several = by == GroupBy::Scene && group.dates.len() > 1;
                let filed = if several { index.filed(&group.positions) } else { None };
                let note = (by == GroupBy::Scene).then(|| note(index, &notes, &group.positions)).flatten();
                groups.push(GroupHead {
                    key: group.key,
                    start: rows.len(),
                    count: group.positions.len(),
                    dates: group.dates.into_iter().collect(),
                    undated: group.undated,
                    note,
                    filed,
                });
                add(&mut rows, &group.positions);
            }
        }
    }
    problem_rows.sort_unstable();
    problem_rows.dedup_by_key(|(row, _)| *row);
    (rows, groups, problem_rows)
}

/// What the checks say of scenes as a whole, by the captions that they concern.
fn notes(problems: &Problems) -> HashMap<CaptionId, &str> {
    let splits = problems.open.iter().filter(|f| f.check == "date-scene-split");
    splits.flat_map(|f| f.captions.iter().map(|c| (c.id, f.message.as_str()))).collect()
}

/// The note of a group. In a catalog of many events a scene can be split at several of them.
fn note(index: &Index, notes: &HashMap<CaptionId, &str>, positions: &[u32]) -> Option<String> {
    if notes.is_empty() {
        return None;
    }
    let marked = positions.iter().filter(|pos| index.has_problem(**pos));
    let said: std::collections::BTreeSet<&str> =
        marked.filter_map(|pos| notes.get(&index.id(*pos)).copied()).collect();
    match said.len() {
        0 => None,
        1 => said.first().map(|n| (*n).to_owned()),
        n => Some(format!("this scene is on two days at {n} events; each stands among the dates")),
    }
}

/// The filter without its terms on one field: a facet shows what else could be chosen in its place.
fn without(filter: &Filter, mine: &dyn Fn(&Filter) -> bool) -> Option<Filter> {
    let about = |f: &Filter| match f {
        Filter::Not(inner) => mine(inner),
        Filter::Or(all) => all.iter().all(mine),
        f => mine(f),
    };
    match filter {
        f if about(f) => Some(Filter::All),
        Filter::And(all) if all.iter().any(about) => {
            let rest: Vec<Filter> = all.iter().filter(|f| !about(f)).cloned().collect();
            Some(if rest.is_empty() { Filter::All } else { Filter::And(rest) })
        }
        _ => None,
    }
}

/// How many values of a field are listed, beside those that the filter names.
const LISTED: usize = 500;
/// More days than this are told as months, more months as years.
const DAYS: usize = 120;

/// The facets of the whole catalog.
pub fn of_all(index: &Index) -> Vec<Facet> {
    facets(index, &Filter::All, &index.filter(&Filter::All))
}

fn facets(index: &Index, filter: &Filter, shown: &[u32]) -> Vec<Facet> {
    FacetKind::ALL
        .into_iter()
        .map(|kind| {
            let field = field(kind);
            let mine = |f: &Filter| match (f, field) {
                (Filter::Date(_), None) => true,
                (Filter::Field(named, _), Some(field)) => *named == field,
                _ => false,
            };
            let wider = without(filter, &mine).map(|f| index.filter(&f));
            let positions = wider.as_deref().unwrap_or(shown);
            match field {
                Some(field) => values(index, positions, kind, field, &named(filter, field)),
                None => {
                    let values = days(index, positions);
                    Facet { kind, distinct: values.len(), values }
                }
            }
        })
        .collect()
}

fn field(kind: FacetKind) -> Option<FilterField> {
    Some(match kind {
        FacetKind::Problem => FilterField::Problem,
        FacetKind::Scene => FilterField::Scene,
        FacetKind::Agency => FilterField::Agency,
        FacetKind::Photographer => FilterField::Photographer,
        FacetKind::Document => FilterField::Document,
        FacetKind::Status => FilterField::Status,
        FacetKind::Event => FilterField::Event,
        FacetKind::City => FilterField::City,
        FacetKind::Venue => FilterField::Venue,
        FacetKind::Country => FilterField::Country,
        FacetKind::Person => FilterField::Person,
        FacetKind::Distributor => FilterField::Distributor,
        FacetKind::Supplier => FilterField::Supplier,
        FacetKind::Flag => FilterField::Flag,
        FacetKind::Keyword => FilterField::Keyword,
        FacetKind::Date => return None,
    })
}

/// What a filter names of a field, as folded words.
fn named(filter: &Filter, of: FilterField) -> Vec<String> {
    match filter {
        Filter::Field(field, FieldTest::Words(words) | FieldTest::Is(words)) if *field == of => {
            vec![words.clone()]
        }
        Filter::Not(inner) => named(inner, of),
        Filter::And(all) | Filter::Or(all) => all.iter().flat_map(|f| named(f, of)).collect(),
        _ => Vec::new(),
    }
}

fn values(index: &Index, positions: &[u32], kind: FacetKind, field: FilterField, named: &[String]) -> Facet {
    let wanted = |value: &str| !named.is_empty() && named.contains(&query::field_words(value));
    let (found, mut distinct) = index.facet(positions, field, LISTED, wanted);
    let mut out = Vec::new();
    let mut none = None;
    for FacetValue { value, count, shared } in found {
        let (label, severity) = match (&value, kind) {
            (None, FacetKind::Problem) => ("Nothing to look at".to_owned(), None),
            (Some(id), FacetKind::Problem) => match crate::checks::by_id(id) {
                Some(check) => (check.title.to_owned(), Some(check.severity)),
                None => (id.clone(), None),
            },
            (Some(status), FacetKind::Status) => (status_label(status).to_owned(), None),
            (Some(value), _) => (value.clone(), None),
            (None, kind) => (none_label(kind).to_owned(), None),
        };
        let term = match value {
            Some(value) => {
                let whole = if shared { "=" } else { "" };
                format!("{}:{whole}{}", kind.key(), quoted(&value))
            }
            None => {
                none = Some(FacetCount { label, term: format!("{}:none", kind.key()), count, severity });
                continue;
            }
        };
        out.push(FacetCount { label, term, count, severity });
    }
    // Where no caption has a value, there is nothing to choose between.
    if out.is_empty() && !matches!(kind, FacetKind::Scene | FacetKind::Agency | FacetKind::Photographer) {
        (none, distinct) = (None, 0);
    }
    out.extend(none);
    Facet { kind, values: out, distinct }
}

fn days(index: &Index, positions: &[u32]) -> Vec<FacetCount> {
    let (mut days, undated) = index.days(positions);
    let months = |d: &PartialDate| d.month().and_then(|m| PartialDate::year_month(d.year(), m));
    let years = |d: &PartialDate| PartialDate::year_only(d.year());
    for broader in [&months as &dyn Fn(&PartialDate) -> Option<PartialDate>, &years] {
        if days.len() > DAYS {
            let mut fewer = std::collections::BTreeMap::new();
            for (day, n) in days {
                *fewer.entry(broader(&day).unwrap_or(day)).or_default() += n;
            }
            days = fewer;
        }
    }
    let mut out: Vec<FacetCount> = days
        .into_iter()
        .map(|(date, count)| FacetCount {
            label: in_words(date),
            term: format!("date:{}", term_of(date)),
            count,
            severity: None,
        })
        .collect();
    if undated > 0 {
        let label = "No date".to_owned();
        out.push(FacetCount { label, term: "date:none".into(), count: undated, severity: None });
    }
    out
}

fn term_of(date: PartialDate) -> String {
    date.to_string()
}

/// A value as one term of a filter.
fn quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || c == '-') && !value.eq_ignore_ascii_case("none");
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ")) }
}

fn status_label(key: &str) -> &str {
    match key {
        "unreviewed" => "Unreviewed",
        "reviewed" => "Reviewed",
        "set-aside" => "Set aside",
        other => other,
    }
}

fn none_label(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Scene => "Not grouped",
        FacetKind::Agency => "No agency",
        FacetKind::Photographer => "No photographer",
        FacetKind::Document => "No document",
        FacetKind::Event => "No event",
        FacetKind::City => "No city",
        FacetKind::Venue => "No venue",
        FacetKind::Country => "No country",
        FacetKind::Person => "Nobody named",
        FacetKind::Distributor => "No distributor",
        FacetKind::Supplier => "No supplier",
        FacetKind::Flag => "No flag",
        FacetKind::Keyword => "No keyword",
        FacetKind::Problem | FacetKind::Date | FacetKind::Status => "None",
    }
}

/// How many captions pass each filter; none where one cannot be read.
pub fn counts(index: &Index, filters: Vec<String>) -> Vec<(String, Option<usize>)> {
    let count = |f: &String| query::parse(f).ok().map(|f| index.filter(&f).len());
    filters.into_iter().map(|f| (count(&f), f)).map(|(n, f)| (f, n)).collect()
}

/// The values that a catalog uses, for completion.
pub fn names(index: &Index) -> Names {
    let all = index.filter(&Filter::All);
    let values = |field: FilterField| -> Vec<String> {
        index.facets(&all, field).into_iter().filter_map(|(value, _)| value).take(20_000).collect()
    };
    Names {
        photographers: values(FilterField::Photographer),
        agencies: values(FilterField::Agency),
        scenes: values(FilterField::Scene),
        cities: values(FilterField::City),
        venues: values(FilterField::Venue),
        countries: values(FilterField::Country),
        events: values(FilterField::Event),
        documents: values(FilterField::Document),
        persons: values(FilterField::Person),
        keywords: values(FilterField::Keyword),
        distributors: values(FilterField::Distributor),
        suppliers: values(FilterField::Supplier),
    }
}
