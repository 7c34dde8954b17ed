//! One occasion on two days: a scene, or an event, whose captions name two days that follow each other. It is noted where
//! the event happens once by its name or by what is known of it, and where the first of two days has so many captions that
//! the few of the other are more likely a slip. What goes on for days (a fashion week, a trial, a flood and what it left
//! behind) is dated on several days by its nature, and so is what shares nothing but its document.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use super::printed_dates::{quoted, referred};
use super::{Context, QUOTED, finding};
use crate::model::caption::{Caption, CaptionId};
use crate::model::date::{PartialDate, in_words};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};
use crate::text::beside::{beside, bound_for, in_small_hours};
use crate::text::events::{self, Course};

/// Captions by the day that each names, settled ones by their event date.
pub(super) type Days<'a> = BTreeMap<NaiveDate, Vec<&'a Caption>>;

/// The captions of one event that are dated.
pub(super) struct Occasions<'a> {
    /// The event's name; a document's where its captions name none.
    pub name: &'a str,
    pub days: Days<'a>,
    pub known: Option<&'a Event>,
    /// The first days of pairs that may be one occasion.
    pub pairs: Vec<NaiveDate>,
    /// Whether captions name the event, and are not only of one document.
    pub named: bool,
    course: Course,
}

/// The day that a caption is filed under.
pub(super) fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.event_date.or(caption.date_created)?.exact()
}

/// Events in the order in which they first appear.
pub(super) fn occasions<'a>(context: &Context<'a>) -> Vec<Occasions<'a>> {
    let known: HashMap<&str, &Event> = context.events.iter().map(|e| (e.name.as_str(), e)).collect();
    let mut place: HashMap<(&str, bool), usize> = HashMap::new();
    let mut events: Vec<Occasions<'_>> = Vec::new();
    for &caption in &context.captions {
        let Some(day) = day(caption) else { continue };
        // Captions that name no event are those of one document, which tells of one.
        let name = caption.event.as_deref().unwrap_or(&caption.document);
        let named = caption.event.is_some();
        let n = *place.entry((name, named)).or_insert_with(|| {
            let known = caption.event.as_deref().and_then(|e| known.get(e)).copied();
            let course = if named { course(name, known) } else { Course::Untold };
            events.push(Occasions { name, days: Days::new(), known, pairs: Vec::new(), named, course });
            events.len() - 1
        });
        events[n].days.entry(day).or_default().push(caption);
    }
    for event in &mut events {
        event.drop_beside();
        event.pair();
    }
    events
}

/// Whether a caption places itself before or after its event, so that its day is not the event's. What a hand has filed under
/// a day is of it.
pub(super) fn elsewhere(caption: &Caption, event: &str) -> bool {
    let named: Vec<&str> = [event].into_iter().chain(caption.event_words.as_deref()).collect();
    caption.event_date.is_none() && beside(&caption.description, &named, day(caption))
}

/// Captions of the later day that are to be decided: none where each of them says itself that it was taken past midnight. Where
/// one does not, the answer is for all of them.
pub(super) fn open(later: Vec<&Caption>) -> Vec<&Caption> {
    if later.iter().all(|c| in_small_hours(&c.description)) { Vec::new() } else { later }
}

/// How long an event goes on: by what is known of it, else by its name.
fn course(name: &str, known: Option<&Event>) -> Course {
    let days = known.and_then(|e| e.begins.zip(e.ends)).map(|(b, e)| (e.date() - b.date()).num_days());
    match (days, known.is_some_and(over_midnight)) {
        (Some(0), _) | (_, true) => Course::Once,
        // With nights between them: captions on several days are its nature.
        (Some(_), _) => Course::Days,
        (None, _) => events::course(name),
    }
}

/// Whether a caption is of people on their way to its event, as far as no hand has filed it.
fn on_the_way(caption: &Caption, event: &str) -> bool {
    let named: Vec<&str> = [event].into_iter().chain(caption.event_words.as_deref()).collect();
    caption.event_date.is_none() && bound_for(&caption.description, &named)
}

impl<'a> Occasions<'a> {
    /// A moment that captions of two days tell of in the same words.
    pub fn moment(name: &'a str, days: Days<'a>) -> Occasions<'a> {
        Occasions { name, days, known: None, pairs: Vec::new(), named: false, course: Course::Once }
    }

    /// Takes out the captions that place themselves before or after the event: they are no witnesses to its day.
    fn drop_beside(&mut self) {
        if self.days.len() < 2 || !self.named {
            return;
        }
        let name = self.name;
        let main = self.days.iter().max_by_key(|(_, c)| c.len()).map(|(d, _)| *d);
        for (day, captions) in &mut self.days {
            let before = main.is_some_and(|main| *day < main);
            captions.retain(|c| !(elsewhere(c, name) || before && on_the_way(c, name)));
        }
        self.days.retain(|_, captions| !captions.is_empty());
    }

    /// Finds the pairs of days that may be one occasion.
    fn pair(&mut self) {
        let long = |e: &Event| e.begins.zip(e.ends).is_some() && self.course == Course::Days;
        if self.known.is_some_and(long) {
            return;
        }
        let days = &self.days;
        let first = self.known.filter(|e| over_midnight(e)).and_then(|e| e.begins).map(|b| b.date());
        let may = |d: NaiveDate| match self.course {
            Course::Once => alone(days, d) || most(days, d),
            Course::Evening => self.named && alone(days, d) && nearly_all(days, d),
            // What shares nothing but its document is no occasion that a few could be strays of.
            _ => strays(days, d) && (self.named || alone(days, d)),
        };
        let next = |d: NaiveDate| d.succ_opt().is_some_and(|n| days.contains_key(&n));
        let pairs: Vec<NaiveDate> =
            days.keys().copied().filter(|d| next(*d) && (first == Some(*d) || may(*d))).collect();
        self.pairs = pairs;
    }

    /// The captions of the day after `first` that may belong to `first`, and are not settled.
    pub fn later(&self, first: NaiveDate) -> Vec<&'a Caption> {
        let next = first.succ_opt().and_then(|n| self.days.get(&n));
        let city = self.days.get(&first).and_then(|c| city(c));
        let few = strays(&self.days, first);
        // What nobody calls the event was taken for it because its document is of it: "traffic after the opening".
        let given = || !self.days.values().flatten().any(|c| c.event_words.is_some());
        let bare = self.name.split([',', '(']).next().unwrap_or_default().trim();
        let may = |c: &Caption| match self.course {
            Course::Once | Course::Evening => {
                few || c.event_words.is_some() || c.description.contains(bare) || given()
            }
            _ => self.named || c.city.as_deref() == city,
        };
        // Another city has its own.
        let there =
            |c: &Caption| self.named && city.is_some() && c.city.is_some() && c.city.as_deref() != city;
        let undecided = |c: &&Caption| c.event_date.is_none() && may(c) && !there(c);
        open(next.into_iter().flatten().copied().filter(undecided).collect())
    }

    /// The captions of the days that the split of `first` names beside its two.
    pub fn beside(&self, first: NaiveDate) -> Vec<CaptionId> {
        let odd = self.days.iter().filter(|(d, _)| near_split(**d, first));
        odd.flat_map(|(_, captions)| captions.iter().map(|c| c.id)).collect()
    }

    /// Whether a scene is one occasion by its own name, at an event that its name does not say lasts for days, and on these
    /// days: fireworks on two days that follow each other and at one place.
    pub fn once(&self, scene: &str, days: &Days<'_>, first: NaiveDate) -> bool {
        let next = first.succ_opt().and_then(|n| days.get(&n));
        let mut cities = days.get(&first).into_iter().chain(next).flatten().map(|c| c.city.as_deref());
        let city = cities.next().flatten();
        self.course == Course::Untold
            // What goes on for days has a procession on more than one of them.
            && self.days.len() <= ONCE_DAYS
            && events::course(scene) == Course::Once
            // The capital of a scene's name makes no proper name of "Parade".
            && events::course(&scene.to_lowercase()) != Course::Evening
            && alone(days, first)
            && cities.all(|c| c == city)
    }
}

/// Captions of more days are of something that goes on.
const ONCE_DAYS: usize = 3;

/// The city that most of some captions name.
fn city<'a>(captions: &[&'a Caption]) -> Option<&'a str> {
    let mut cities: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for caption in captions {
        *cities.entry(caption.city.as_deref()).or_default() += 1;
    }
    cities.into_iter().max_by_key(|(city, n)| (*n, std::cmp::Reverse(*city))).and_then(|(city, _)| city)
}

/// Whether no day that captions name lies directly before a day or after the next one.
fn alone(days: &Days<'_>, day: NaiveDate) -> bool {
    let has = |d: Option<NaiveDate>| d.is_some_and(|d| days.contains_key(&d));
    !has(day.pred_opt()) && !has(day.succ_opt().and_then(|n| n.succ_opt()))
}

/// So long an event that ended on the day after it began can have gone on without a night's rest.
const ONE_NIGHT: i64 = 14;

/// Whether an event is known to have run past midnight: it was said, or its hours say it.
fn over_midnight(event: &Event) -> bool {
    let hours =
        event.begins.zip(event.ends).map(|(b, e)| ((e.date() - b.date()).num_days(), (e - b).num_hours()));
    event.past_midnight || hours.is_some_and(|(days, hours)| days == 1 && hours < ONE_NIGHT)
}

/// A day's captions, and how many the days have that follow each other around it.
fn around(days: &Days<'_>, day: NaiveDate) -> (usize, usize) {
    let count = |d: NaiveDate| days.get(&d).map(Vec::len);
    let after = std::iter::successors(day.succ_opt(), NaiveDate::succ_opt).map_while(count);
    let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt).map_while(count);
    (count(day).unwrap_or_default(), after.chain(before).sum())
}

/// Whether a day has more captions than all the days that follow each other around it: what happens once was on that day,
/// whatever a stray third date says.
fn most(days: &Days<'_>, day: NaiveDate) -> bool {
    let (own, others) = around(days, day);
    own > others
}

/// Whether a day has three captions, and three times as many as the days around it.
fn nearly_all(days: &Days<'_>, day: NaiveDate) -> bool {
    let (own, others) = around(days, day);
    own >= OUTNUMBERED && own >= others * OUTNUMBERED
}

/// So many captions of one day show that the occasion was on that day; fewer are too few to tell.
const MANY: usize = 6;
/// So many times the captions of other days.
const TIMES: usize = 5;

/// Whether what else is dated around a day is so little that it is more likely a slip than a second day.
fn strays(days: &Days<'_>, day: NaiveDate) -> bool {
    let (own, others) = around(days, day);
    own >= MANY && own >= others * TIMES
}

/// How many captions print or bear a day; those that are only filed under it say nothing.
fn saying(captions: &[&Caption], day: NaiveDate) -> usize {
    captions.iter().filter(|c| c.date_created.and_then(|d| d.exact()) == Some(day)).count()
}

/// `3 captions say Sunday, May 4, 2025`.
fn said(count: usize, day: NaiveDate) -> String {
    let verb = if count == 1 { "caption says" } else { "captions say" };
    format!("{count} {verb} {}", in_words(day.into()))
}

/// Whether a day is near the two of a split and neither of them.
fn near_split(day: NaiveDate, first: NaiveDate) -> bool {
    (-7..=8).contains(&(day - first).num_days()) && !(0..=1).contains(&(day - first).num_days())
}

/// The days beside the two of a split that captions of the same name, as a sentence's part; nothing where there are none.
fn odd_days(among: &Days<'_>, first: NaiveDate) -> String {
    let odd = |(d, c): (&NaiveDate, &Vec<&Caption>)| match saying(c, *d) {
        0 => String::new(),
        n => format!(", and {}, which is neither", said(n, *d)),
    };
    among.iter().filter(|(d, _)| near_split(**d, first)).map(odd).collect()
}

/// Whether an event is known to have gone on from a day into the next.
fn known_over(event: Option<&Event>, first: NaiveDate) -> bool {
    event.is_some_and(|e| over_midnight(e) && e.begins.is_some_and(|b| b.date() == first))
}

/// Why both days can be true, from what is known of the event.
fn reason(event: Option<&Event>, first: NaiveDate) -> &'static str {
    match known_over(event, first) {
        true => "the event ran past midnight: a frame shot after midnight bears the next day's date",
        false => "a frame shot after midnight, or dated when it was sent, bears the next day's date",
    }
}

/// So many times as many captions of the next day make the first one the slip.
const OUTNUMBERED: usize = 3;

/// Whether the earlier of two days is the odd one: nothing is shot the day before it happens. Over the end of a year midnight is
/// what the event is about, and most frames are shot after it.
fn outlier(event: Option<&Event>, first: NaiveDate, earlier: usize, later: usize) -> bool {
    let year_ends = (first.month(), first.day()) == (12, 31);
    !year_ends && !known_over(event, first) && later >= earlier * OUTNUMBERED
}

/// The problem of one occasion on `first` and the day after, on which `later` are to be decided; other days of `among` are
/// named beside. Where nearly all are of the later day, the few of the first are the ones to be decided.
pub(super) fn split(
    check: &str,
    what: String,
    event: &Occasions<'_>,
    first: NaiveDate,
    later: &[&Caption],
    among: &Days<'_>,
) -> Finding {
    let next = later.first().and_then(|c| day(c)).unwrap_or(first);
    let before = among.get(&first).map(Vec::as_slice).unwrap_or_default();
    let (count, odd) = (saying(before, first), odd_days(among, first));
    let open: Vec<&Caption> = before.iter().copied().filter(|c| c.event_date.is_none()).collect();
    let of_next = saying(later, next);
    // Where the event itself is on these two days, it tells which of them is the odd one, for each of its scenes, too.
    let (on_first, on_next) = match event.pairs.contains(&first) {
        true => (event.days.get(&first).map_or(0, Vec::len), saying(&event.later(first), next)),
        false => (before.len(), of_next),
    };
    let odd_first = outlier(event.known, first, on_first, on_next);
    let early = odd_first && open.len() == before.len();
    let (decided, stay, to) = match early {
        true => (open.as_slice(), later, next),
        false => (later, before, first),
    };
    let (from, of_stay) = if early { (first, of_next) } else { (next, count) };
    let why = match early {
        true => "the event was on the day that most name, and the other date is more likely a slip",
        false => reason(event.known, first),
    };
    let stays = match of_stay {
        0 => format!("{} filed under {}", stay.len(), in_words(to.into())),
        n => said(n, to),
    };
    let decides = said(decided.len(), from);
    let message = format!("{what} is on two days: {stays}, {decides}{odd}; {why}");
    // A few of each day prove it.
    let few = |captions: &[&Caption]| captions.iter().take(QUOTED / 2).map(|c| quoted(c)).collect::<Vec<_>>();
    let of_event = check == "date-event-split";
    let evidence = match of_event {
        // Of an event it is those that are to be decided which come first.
        true => [few(decided), few(stay)].concat(),
        false => [few(before), few(later)].concat(),
    };
    let concerned = match of_event {
        true => decided.iter().map(|c| referred(c)).collect(),
        false => before.iter().chain(later).map(|c| referred(c)).collect(),
    };
    let mut found = finding(check, message, evidence, concerned);
    let dated = |d: NaiveDate| move |c: &&Caption| format!("{} {d}", c.id);
    found.rests_on = match of_event {
        // More captions of the other day change nothing about those.
        true => decided.iter().map(|_| from.to_string()).collect(),
        false => before.iter().map(dated(first)).chain(later.iter().map(dated(next))).collect(),
    };
    let to = Value::Text(PartialDate::from(to).to_string());
    found.fixes = decided
        .iter()
        .map(|c| Fix { id: c.id, field: Field::EventDate, from: Value::Null, to: to.clone(), certain: false })
        .collect();
    found
}
