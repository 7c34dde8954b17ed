//! The scenes of a whole catalog: what the vocabulary says of each caption, the desk's own scenes, likeness where the
//! vocabulary knows nothing, and small scenes taken in by broader ones. Deterministic, and in time that grows with the
//! number of captions and little more.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::vocabulary::Vocabulary;
use crate::model::caption::Caption;
use crate::text::fold::fold;
use crate::text::shown::{Word, shown};

/// A related scene with fewer captions than this in an event is one with its broader scene.
const FEW: usize = 3;
/// In an event of fewer captions than this, nothing can be said of what nearly all of them share.
const SEVERAL: usize = 6;
/// A word that more captions of an event have than this leads to no new candidates for likeness.
const COMMON: usize = 40;

/// A caption, as much of it as its scene depends on.
struct Item {
    event: u32,
    /// What the vocabulary says, as places in `names`: the first, and the next best ones.
    proposed: Option<u32>,
    next: [Option<u32>; 2],
    /// Whether the scene is of one of the desk's own rows, which come before everything else.
    own: bool,
    /// The rows of the table of kinds that fit, as a run of `kind_rows`.
    kinds: (u32, u32),
    /// Whether a general row's scene stands there because of what the event is, and not of its words alone.
    told: bool,
    /// What the desk has set: the outer one says that it has, the inner one what.
    by_hand: Option<Option<u32>>,
    /// Its own words, as a run of `cores`; only where likeness can matter.
    core: (u32, u32),
}

/// Gathers captions one by one, then proposes a scene for each.
pub struct Proposer<'v> {
    vocabulary: &'v Vocabulary,
    names: Vec<String>,
    of_name: HashMap<String, u32>,
    items: Vec<Item>,
    cores: Vec<u32>,
    kind_rows: Vec<u16>,
    words: Vec<String>,
    of_word: HashMap<String, u32>,
}

impl<'v> Proposer<'v> {
    /// Begins with no caption.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Proposer {
            vocabulary,
            names: Vec::new(),
            of_name: HashMap::new(),
            items: Vec::new(),
            cores: Vec::new(),
            kind_rows: Vec::new(),
            words: Vec::new(),
            of_word: HashMap::new(),
        }
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(n) = self.of_name.get(name) {
            return *n;
        }
        let n = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.of_name.insert(name.to_owned(), n);
        n
    }

    /// Takes a caption in. `proposed` is what the vocabulary says of its words; `by_hand` whether its scene was set by hand.
    /// `event` tells events apart: captions of different ones are never compared.
    pub fn gather(&mut self, event: u32, caption: &Caption, proposed: Option<&str>, by_hand: bool) {
        let general = proposed.is_some_and(|p| self.vocabulary.general(p));
        let told = general && self.vocabulary.of_event(&caption.description).is_some();
        let own = proposed.is_some_and(|p| self.vocabulary.is_own(p));
        let first = self.kind_rows.len() as u32;
        self.kind_rows.extend_from_slice(&caption.kind_rows);
        let kinds = (first, self.kind_rows.len() as u32);
        let proposed = proposed.map(|p| self.name(p));
        let set = by_hand.then(|| caption.scene.as_deref().map(|s| self.name(s)));
        let mut others = caption.other_scenes.iter();
        let next = [others.next(), others.next()].map(|s| s.map(|s| self.name(s)));
        let start = self.cores.len();
        if proposed.is_none() || general || by_hand {
            for word in core(caption) {
                let stem = stem(&word.text);
                let id = match self.of_word.get(&stem) {
                    Some(id) => *id,
                    None => {
                        let id = self.words.len() as u32;
                        self.words.push(caption.description[word.span].to_owned());
                        self.of_word.insert(stem, id);
                        id
                    }
                };
                if !self.cores[start..].contains(&id) {
                    self.cores.push(id);
                }
            }
        }
        let core = (start as u32, self.cores.len() as u32);
        self.items.push(Item { event, proposed, next, own, kinds, told, by_hand: set, core });
    }

    /// Proposes: for each caption, in the order in which they were gathered, its scene. `events` gives for each event
    /// that was named at gathering the one that it turned out to be, `names` the names of those.
    pub fn finish(mut self, events: &[u32], names: &[Option<&str>]) -> Scenes {
        let mut by_event: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (n, item) in self.items.iter().enumerate() {
            let event = events.get(item.event as usize).copied().unwrap_or(item.event);
            by_event.entry(event).or_default().push(n as u32);
        }
        let mut scenes: Vec<Option<u32>> =
            self.items.iter().map(|i| i.by_hand.unwrap_or(i.proposed)).collect();
        for (event, members) in &by_event {
            let name = names.get(*event as usize).copied().flatten();
            let known = self.of_kind(name, members, &mut scenes);
            // What its kind tells stands; the others are judged by the vocabulary and each other.
            let others: Vec<u32> = members.iter().copied().filter(|n| !known.contains(n)).collect();
            self.at_home(&others, &mut scenes);
            self.tell_apart(&others, &mut scenes);
            self.follow(members, &mut scenes);
            self.lone(&others, &mut scenes);
            self.alike(&others, &mut scenes);
            self.fold_small(&others, &mut scenes);
        }
        // Of captions that name no event it is their scenes alone that tell where they belong.
        let unnamed = |event: &&u32| names.get(**event as usize).copied().flatten().is_none();
        let unnamed: Vec<u32> =
            by_event.keys().filter(unnamed).flat_map(|e| by_event[e].iter().copied()).collect();
        self.follow(&unnamed, &mut scenes);
        Scenes { names: self.names, of: scenes }
    }

    fn kinds_of(&self, n: usize) -> &[u16] {
        let (from, to) = self.items[n].kinds;
        &self.kind_rows[from as usize..to as usize]
    }

    /// The scenes that the kind of the event tells, where enough captions tell the kind; and whose they are.
    fn of_kind(&mut self, name: Option<&str>, members: &[u32], scenes: &mut [Option<u32>]) -> HashSet<u32> {
        let rows = members.iter().map(|n| self.kinds_of(*n as usize));
        let vocabulary = self.vocabulary;
        let Some(kind) = vocabulary.kinds().told(name, members.len(), rows) else { return HashSet::new() };
        let mut told: Vec<(u32, [Option<u32>; 2])> = Vec::new();
        for &n in members {
            if self.items[n as usize].own {
                continue;
            }
            let named = vocabulary.kinds().scenes_at(kind, self.kinds_of(n as usize));
            told.push((n, named.map(|scene| scene.map(|scene| self.name(scene)))));
        }
        // What most captions of the event show is what it is about, and tells less than what else they show.
        let mut count: BTreeMap<u32, usize> = BTreeMap::new();
        told.iter().filter_map(|(_, scenes)| scenes[0]).for_each(|s| *count.entry(s).or_default() += 1);
        let most = count.iter().find(|(_, n)| members.len() >= SEVERAL && **n * 5 > members.len() * 3);
        let most = most.map(|(scene, _)| *scene);
        let mut known = HashSet::new();
        for (n, [first, second]) in told {
            let Some(scene) = second.filter(|_| first == most).or(first) else { continue };
            let item = &mut self.items[n as usize];
            item.proposed = Some(scene);
            if item.by_hand.is_none() {
                scenes[n as usize] = Some(scene);
                known.insert(n);
            }
        }
        known
    }

    fn free<'a>(&'a self, members: &'a [u32]) -> impl Iterator<Item = usize> + 'a {
        members.iter().map(|n| *n as usize).filter(|n| self.items[*n].by_hand.is_none())
    }

    fn heading(&self, scene: u32) -> Option<&str> {
        self.vocabulary.heading(&self.names[scene as usize])
    }

    /// How many captions of an event each scene has.
    fn count(members: &[u32], scenes: &[Option<u32>]) -> BTreeMap<u32, usize> {
        let mut count: BTreeMap<u32, usize> = BTreeMap::new();
        for scene in members.iter().filter_map(|n| scenes[*n as usize]) {
            *count.entry(scene).or_default() += 1;
        }
        count
    }

    /// What the general rows of a heading say ("tries to", "passes") holds only where something else says that the event is of
    /// that kind: a guide who passes a door is in no race.
    fn at_home(&self, members: &[u32], scenes: &mut [Option<u32>]) {
        let general = |scene: u32| self.vocabulary.general(&self.names[scene as usize]);
        let mut kinds: HashSet<Option<&str>> = HashSet::new();
        for n in members.iter().map(|n| *n as usize) {
            if let Some(scene) = scenes[n].filter(|s| self.items[n].told || !general(*s)) {
                kinds.insert(self.heading(scene));
            }
        }
        for n in self.free(members) {
            if let Some(scene) = scenes[n].filter(|s| general(*s))
                && !kinds.contains(&self.heading(scene))
            {
                scenes[n] = self.items[n].next[0];
            }
        }
    }

    /// A scene that one caption alone has, of a heading that no other caption of the event has, gives way to another one that its
    /// words name and others have: a stretcher at a military exercise, water handed out at an airport. Officials and what they say
    /// stand alone at any event.
    fn lone(&self, members: &[u32], scenes: &mut [Option<u32>]) {
        if members.len() < SEVERAL {
            return;
        }
        let count = Self::count(members, scenes);
        let mut headings: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        count.iter().for_each(|(scene, n)| *headings.entry(self.heading(*scene)).or_default() += n);
        for n in self.free(members) {
            let Some(scene) = scenes[n] else { continue };
            let heading = self.heading(scene);
            if headings.get(&heading) == Some(&1) && heading != Some("politics") {
                let mut next = self.items[n].next.into_iter().flatten();
                scenes[n] = next.find(|s| count.get(s).is_some_and(|n| *n > 1)).or(scenes[n]);
            }
        }
    }

    /// Words that nearly all captions of an event share are what the event is about and tell nothing apart: such captions are
    /// of the scene that the rest of their words name, where they name one.
    fn tell_apart(&self, members: &[u32], scenes: &mut [Option<u32>]) {
        if members.len() < SEVERAL {
            return;
        }
        let mut count: BTreeMap<u32, usize> = BTreeMap::new();
        for n in members.iter().map(|n| *n as usize) {
            // Also where another word has decided: "miner" is in every caption of the accident at the mine.
            let others = self.items[n].next.into_iter().filter(|o| *o != scenes[n]);
            for scene in scenes[n].into_iter().chain(others.flatten()) {
                *count.entry(scene).or_default() += 1;
            }
        }
        let most = count.iter().find(|(_, n)| **n * 5 > members.len() * 3);
        let Some((&most, _)) = most else { return };
        let heading = |scene: u32| self.heading(scene);
        let sport = heading(most) == Some("sport");
        for n in self.free(members) {
            if let Some(next) = self.items[n].next[0]
                && scenes[n] == Some(most)
                // "Swims to gold in the 100-meter": the one sport says what the other does.
                && !(sport && heading(next) == Some("sport"))
                // A part of the scene is no other one.
                && self.vocabulary.broader(&self.names[next as usize]) != Some(&self.names[most as usize])
            {
                scenes[n] = Some(next);
            }
        }
    }

    /// Where the desk has put most of a proposed scene's captions into one of its own, the others follow: what comes new
    /// falls into the scenes that the desk has made. How many are most is told by those that were there when it did so: what
    /// stands behind the last one that it moved has come since.
    fn follow(&self, members: &[u32], scenes: &mut [Option<u32>]) {
        #[derive(Default)]
        struct Moved {
            all: usize,
            /// How many there were up to the last one that was moved.
            then: usize,
            to: BTreeMap<u32, usize>,
        }
        let mut moved: BTreeMap<u32, Moved> = BTreeMap::new();
        for n in members.iter().map(|n| *n as usize) {
            let Some(proposed) = self.items[n].proposed else { continue };
            let entry = moved.entry(proposed).or_default();
            entry.all += 1;
            if let Some(Some(to)) = self.items[n].by_hand {
                entry.then = entry.all;
                *entry.to.entry(to).or_default() += 1;
            }
        }
        for (from, Moved { then: all, to, .. }) in moved {
            let most = to.iter().max_by_key(|(to, n)| (**n, std::cmp::Reverse(**to)));
            let Some((&to, &count)) = most else { continue };
            if to == from || count < 2 || count * 4 < all * 3 {
                continue;
            }
            for n in self.free(members) {
                if self.items[n].proposed == Some(from) {
                    scenes[n] = Some(to);
                }
            }
        }
    }

    fn core_of(&self, n: usize) -> &[u32] {
        let (from, to) = self.items[n].core;
        &self.cores[from as usize..to as usize]
    }

    /// Captions that the vocabulary does not know, joined where half of their own words are the same. A group with a caption
    /// that the desk has put into a scene is of that scene; any other group is named after the words that its captions share.
    fn alike(&mut self, members: &[u32], scenes: &mut [Option<u32>]) {
        let open = |n: &usize| {
            !self.core_of(*n).is_empty() && (scenes[*n].is_none() || self.items[*n].by_hand.is_some())
        };
        let unknown: Vec<usize> = members.iter().map(|n| *n as usize).filter(open).collect();
        if unknown.len() < 2 || !unknown.iter().any(|n| self.items[*n].by_hand.is_none()) {
            return;
        }
        // What the captions of one event nearly all share tells nothing apart.
        let mut count: HashMap<u32, usize> = HashMap::new();
        unknown.iter().flat_map(|n| self.core_of(*n)).for_each(|w| *count.entry(*w).or_default() += 1);
        let shared = |w: &u32| unknown.len() >= 5 && count[w] * 5 > unknown.len() * 3;
        let cores: Vec<Vec<u32>> = unknown
            .iter()
            .map(|n| {
                let mut core: Vec<u32> = self.core_of(*n).iter().copied().filter(|w| !shared(w)).collect();
                // The rare words first: they lead to the fewest candidates.
                core.sort_by_key(|w| (count[w], *w));
                core
            })
            .collect();
        let mut parent: Vec<usize> = (0..unknown.len()).collect();
        let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
        for n in 0..cores.len() {
            let mut tried = HashSet::new();
            for word in cores[n].iter().take(4) {
                for m in holders.get(word).into_iter().flatten().rev().take(COMMON) {
                    if tried.insert(*m) && like(&cores[n], &cores[*m]) {
                        let (a, b) = (root(&mut parent, n), root(&mut parent, *m));
                        parent[a.max(b)] = a.min(b);
                    }
                }
            }
            for word in &cores[n] {
                holders.entry(*word).or_default().push(n);
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in 0..cores.len() {
            groups.entry(root(&mut parent, n)).or_default().push(n);
        }
        for group in groups.values().filter(|g| g.len() > 1) {
            let mut set: BTreeMap<u32, usize> = BTreeMap::new();
            for n in group {
                if let Some(Some(scene)) = self.items[unknown[*n]].by_hand {
                    *set.entry(scene).or_default() += 1;
                }
            }
            let desk = set.iter().max_by_key(|(scene, n)| (**n, std::cmp::Reverse(**scene))).map(|(s, _)| *s);
            let scene = match desk {
                Some(scene) => scene,
                None => match self.title(group, &cores, &unknown) {
                    Some(title) => self.name(&title),
                    None => continue,
                },
            };
            for n in group.iter().map(|n| unknown[*n]) {
                if self.items[n].by_hand.is_none() {
                    scenes[n] = Some(scene);
                }
            }
        }
    }

    /// A name from the words that most captions of a group share, in the order in which the first one has them.
    fn title(&self, group: &[usize], cores: &[Vec<u32>], unknown: &[usize]) -> Option<String> {
        let most = |w: &u32| group.iter().filter(|n| cores[**n].contains(w)).count() * 2 > group.len();
        let first = group.iter().find(|n| cores[**n].iter().any(&most))?;
        let words: Vec<&str> = self
            .core_of(unknown[*first])
            .iter()
            .filter(|w| cores[*first].contains(w) && most(w))
            .take(3)
            .map(|w| self.words[*w as usize].as_str())
            .collect();
        let joined = words.join(" ");
        let mut letters = joined.chars();
        let initial = letters.next()?;
        Some(initial.to_uppercase().chain(letters).collect())
    }

    /// A scene of few captions is taken in by its broader one, and a broader one of few captions by taking in its narrower ones.
    fn fold_small(&mut self, members: &[u32], scenes: &mut [Option<u32>]) {
        let count = Self::count(members, scenes);
        let mut into: HashMap<u32, u32> = HashMap::new();
        for (scene, n) in &count {
            let broader = self.vocabulary.broader(&self.names[*scene as usize]);
            let Some(broader) = broader.and_then(|b| self.of_name.get(b)) else { continue };
            if let Some(there) = count.get(broader)
                && (*n).min(*there) < FEW
            {
                into.insert(*scene, *broader);
            }
        }
        if into.is_empty() {
            return;
        }
        for n in members.iter().map(|n| *n as usize).filter(|n| self.items[*n].by_hand.is_none()) {
            if let Some(broader) = scenes[n].and_then(|s| into.get(&s)) {
                scenes[n] = Some(*broader);
            }
        }
    }
}

/// What was proposed.
#[derive(Debug, Default)]
pub struct Scenes {
    names: Vec<String>,
    of: Vec<Option<u32>>,
}

impl Scenes {
    /// The scene of the `n`-th caption that was gathered.
    pub fn of(&self, n: usize) -> Option<&str> {
        self.names.get((*self.of.get(n)?)? as usize).map(String::as_str)
    }
}

fn root(parent: &mut [usize], mut n: usize) -> usize {
    while parent[n] != n {
        parent[n] = parent[parent[n]];
        n = parent[n];
    }
    n
}

/// Whether two captions' own words are alike: half of them the same, and two at least, or all of them.
fn like(a: &[u32], b: &[u32]) -> bool {
    let both = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len() + b.len() - both;
    both > 0 && (both == all || (both >= 2 && both * 2 >= all) || (both >= 3 && both * 5 >= all * 2))
}

/// The words of a caption that are neither grammar nor place nor day.
fn core(caption: &Caption) -> impl Iterator<Item = Word> + use<> {
    const GRAMMAR: &str = " a an the of at in on for and to from by with as is are was were be been has have had her his their its \
        it he she they who which that this these those into onto over under near after before during while when where left right \
        center centre top bottom front back second third first two three one outside inside next beside between up down out off \
        his not no but or also some other others people man woman men women during through along around against about late early ";
    const DAYS: &str = " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
        september october november december jan feb mar apr jun jul aug sept sep oct nov dec ";
    let places = [&caption.city, &caption.country, &caption.sublocation];
    let places: HashSet<String> = places
        .into_iter()
        .flatten()
        .flat_map(|p| fold(p).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    shown(&caption.description).into_iter().filter(move |w| {
        let listed = |list: &str| list.contains(&format!(" {} ", w.text));
        let number = w.text.chars().all(|c| c.is_numeric());
        !(number || w.text.len() < 2 || listed(GRAMMAR) || listed(DAYS) || places.contains(&w.text))
    })
}

/// A word without the endings that tell its forms apart; crude, for comparing only.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let letters = word.chars().count();
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && letters >= ending.len() + 3
            && !word.ends_with("ss")
        {
            return stem.to_owned();
        }
    }
    word.to_owned()
}
