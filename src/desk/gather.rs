//! What can be told of a caption only beside the others: the name of its event, and its scene.

use std::collections::{BTreeMap, HashMap};

use crate::model::caption::Caption;
use crate::model::date::PartialDate;
use crate::model::field::Field;
use crate::scenes::{self, EventInput, Proposer, Scenes, Vocabulary};

/// What is known of a caption's event by itself.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Known {
    /// Given by a hand or by its document's data.
    Given(Option<String>),
    /// By document and the words that name the event; without such words by city and day. What is in no document is a document of its
    /// own.
    Words(u32, Option<String>, Option<(Option<String>, Option<PartialDate>)>),
}

/// Captions of which the same is known: how many they are, and the days and cities that they name.
#[derive(Default)]
struct Group {
    captions: usize,
    dates: BTreeMap<PartialDate, usize>,
    cities: BTreeMap<String, usize>,
}

/// Gathers captions in catalog order.
pub(super) struct Gatherer<'v> {
    places: HashMap<Known, u32>,
    groups: Vec<Group>,
    /// The group of each caption.
    of: Vec<u32>,
    vocabulary: &'v Vocabulary,
    proposer: Proposer<'v>,
}

/// What was told, by the order of gathering.
pub(super) struct Gathered {
    /// For each group its event; none where it was given.
    events: Vec<Option<Option<String>>>,
    of: Vec<u32>,
    scenes: Scenes,
}

impl Gathered {
    /// The event of the `n`-th caption; none where it was given and stays.
    pub fn event(&self, n: usize) -> Option<Option<&str>> {
        Some(self.events.get(*self.of.get(n)? as usize)?.as_ref()?.as_deref())
    }

    /// The scene of the `n`-th caption.
    pub fn scene(&self, n: usize) -> Option<&str> {
        self.scenes.of(n)
    }
}

impl<'v> Gatherer<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Gatherer {
            places: HashMap::new(),
            groups: Vec::new(),
            of: Vec::new(),
            vocabulary,
            proposer: Proposer::new(vocabulary),
        }
    }

    /// Takes a caption in. Its scene is as set by hand, else what the vocabulary says.
    pub fn gather(&mut self, caption: &Caption, document: Option<u32>, scene_by_hand: bool) {
        let cleared = || caption.corrections.iter().any(|k| k.field == Field::Event);
        let known = if caption.event.is_some() || cleared() {
            Known::Given(caption.event.clone())
        } else {
            let words = caption.event_words.clone();
            let there = || (caption.city.clone(), caption.date_created);
            let place = words.is_none().then(there);
            Known::Words(document.map_or(0, |n| n + 1), words, place)
        };
        let group = *self.places.entry(known).or_insert(self.groups.len() as u32);
        if group as usize == self.groups.len() {
            self.groups.push(Default::default());
        }
        let known = &mut self.groups[group as usize];
        known.captions += 1;
        if let Some(date) = caption.date_created {
            *known.dates.entry(date).or_default() += 1;
        }
        if let Some(city) = &caption.city {
            match known.cities.get_mut(city) {
                Some(count) => *count += 1,
                None => drop(known.cities.insert(city.clone(), 1)),
            }
        }
        self.of.push(group);
        let proposed = match scene_by_hand {
            true => self.vocabulary.propose(caption),
            false => caption.scene.as_deref(),
        };
        self.proposer.gather(group, caption, proposed, scene_by_hand);
    }

    /// Names events and proposes scenes.
    pub fn finish(self) -> Gathered {
        // In a fixed order, so that the same catalog names the same events.
        let ordered: BTreeMap<&Known, u32> = self.places.iter().map(|(known, n)| (known, *n)).collect();
        let open = |known: &Known| match known {
            Known::Words(document, ..) => Some(*document),
            Known::Given(_) => None,
        };
        let (mut inputs, mut asked) = (Vec::new(), Vec::new());
        for (known, n) in &ordered {
            if let Known::Words(document, words, _) = known {
                let group = &self.groups[*n as usize];
                let city = group.cities.iter().max_by_key(|(city, n)| (**n, std::cmp::Reverse(*city)));
                inputs.push(EventInput {
                    document: *document as usize,
                    event_words: words.as_deref(),
                    city: city.map(|(city, _)| city.as_str()),
                    dates: group.dates.clone(),
                    captions: group.captions,
                });
                asked.push(*n);
            }
        }
        let mut events: Vec<Option<Option<String>>> = vec![None; self.groups.len()];
        for (n, name) in asked.iter().zip(scenes::resolve_events(&inputs)) {
            events[*n as usize] = Some(name);
        }
        // Groups of one name are one event; what has no name is an event of its own document.
        let mut ids: HashMap<(Option<&str>, Option<u32>), u32> = HashMap::new();
        let mut of_group = vec![0; self.groups.len()];
        for (known, n) in &ordered {
            let name = match known {
                Known::Given(name) => name.as_deref(),
                Known::Words(..) => events[*n as usize].as_ref().and_then(|e| e.as_deref()),
            };
            let alone = if name.is_none() { open(known) } else { None };
            let next = ids.len() as u32;
            of_group[*n as usize] = *ids.entry((name, alone)).or_insert(next);
        }
        let mut names = vec![None; ids.len()];
        ids.iter().for_each(|((name, _), n)| names[*n as usize] = *name);
        let scenes = self.proposer.finish(&of_group, &names);
        Gathered { events, of: self.of, scenes }
    }
}
