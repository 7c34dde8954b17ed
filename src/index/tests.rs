//! Behaviour of the index: filters by table, equality with a plain evaluator over captions, and figures at a million.

use proptest::prelude::*;

use super::*;
use crate::model::filter::{DateTest, FieldTest, Filter, FilterField};
use crate::text::fold::fold;
use crate::text::query::{days, field_words, parse};

#[derive(Debug, Clone, Default)]
struct Sample {
    id: u64,
    document: String,
    description: String,
    credit_line: Option<String>,
    creators: Vec<String>,
    agency: Option<String>,
    flags: Vec<String>,
    date: Option<PartialDate>,
    event_date: Option<PartialDate>,
    scene: Option<String>,
    city: Option<String>,
    persons: Vec<String>,
    headline: Option<String>,
    status: Status,
    corrected: bool,
    problems: Vec<String>,
}

impl Sample {
    fn row(&self, row: i64) -> IndexRow<'_> {
        IndexRow {
            row,
            id: CaptionId(self.id),
            document: &self.document,
            description: &self.description,
            credit_line: self.credit_line.as_deref(),
            creators: &self.creators,
            agency: self.agency.as_deref(),
            suppliers: &[],
            distributor: None,
            flags: &self.flags,
            date: self.date,
            event_date: self.event_date,
            scene: self.scene.as_deref(),
            event: None,
            sublocation: None,
            city: self.city.as_deref(),
            country: None,
            persons_shown: &self.persons,
            headline: self.headline.as_deref(),
            keywords: &[],
            status: self.status,
            corrected: self.corrected,
            problems: &self.problems,
        }
    }

    /// The same language read the plain way, field by field.
    fn passes(&self, filter: &Filter) -> bool {
        let one = |s: &Option<String>| s.iter().cloned().collect::<Vec<_>>();
        match filter {
            Filter::All => true,
            Filter::Text(text) => {
                [vec![self.description.clone()], one(&self.credit_line), one(&self.headline)]
                    .into_iter()
                    .chain([self.creators.clone(), self.persons.clone(), one(&self.agency)])
                    .chain([one(&self.city), one(&self.scene)])
                    .flatten()
                    .any(|value| fold(&value).contains(text))
            }
            Filter::Not(inner) => !self.passes(inner),
            Filter::And(items) => items.iter().all(|i| self.passes(i)),
            Filter::Or(items) => items.iter().any(|i| self.passes(i)),
            Filter::Date(DateTest::None) => self.date.is_none(),
            Filter::Date(DateTest::Between(from, to)) => {
                self.date.and_then(days).is_some_and(|(a, b)| a >= *from && b <= *to)
            }
            Filter::Field(field, test) => {
                let values: Vec<String> = match field {
                    FilterField::Scene => one(&self.scene),
                    FilterField::Agency => one(&self.agency),
                    FilterField::Photographer => self.creators.clone(),
                    FilterField::Document => vec![self.document.clone()],
                    FilterField::Status => vec![self.status.key().to_owned()],
                    FilterField::Problem => self.problems.clone(),
                    FilterField::Flag => self.flags.clone(),
                    FilterField::City => one(&self.city),
                    FilterField::Person => self.persons.clone(),
                    FilterField::Headline => self.headline.iter().map(|s| fold(s)).collect(),
                    FilterField::Caption => vec![fold(&self.description)],
                    FilterField::Credit => self.credit_line.iter().map(|s| fold(s)).collect(),
                    FilterField::Corrected if self.corrected => vec!["yes".to_owned()],
                    FilterField::Id => vec![format!("{:016x}", self.id)],
                    _ => Vec::new(),
                };
                match test {
                    FieldTest::None => values.iter().all(String::is_empty),
                    FieldTest::Is(words) if matches!(field, FilterField::Id | FilterField::Corrected) => {
                        values.iter().any(|value| field_words(value).starts_with(words))
                    }
                    FieldTest::Is(words) => values.iter().any(|value| field_words(value) == *words),
                    FieldTest::Words(words) => values.iter().any(|value| {
                        let value = field_words(value);
                        match field {
                            FilterField::Id => value.starts_with(words),
                            FilterField::Status => value == *words,
                            FilterField::Problem => format!("{value} ").starts_with(&format!("{words} ")),
                            _ => format!(" {value} ").contains(&format!(" {words} ")),
                        }
                    }),
                }
            }
        }
    }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

fn samples() -> Vec<Sample> {
    let some = |s: &str| Some(s.to_owned());
    vec![
        Sample {
            id: 0xab00_0000_0000_0001,
            document: "closing.md".into(),
            description: "The Olympic flame at the Stade de France, in Saint-Denis. Élodie waves.".into(),
            credit_line: some("(AP Photo/Natacha Pisarenko)"),
            creators: texts(&["Natacha Pisarenko"]),
            agency: some("AP"),
            date: PartialDate::parse("2024-08-11"),
            event_date: PartialDate::parse("2024-08-11"),
            scene: some("ceremony"),
            city: some("Saint-Denis"),
            problems: texts(&["date-weekday"]),
            ..Sample::default()
        },
        Sample {
            id: 2,
            document: "closing.md".into(),
            description: "A torch.".into(),
            credit_line: some("AAP/Pool via Getty Images"),
            creators: texts(&["A. Smith", "B. Jones"]),
            agency: some("AAP"),
            flags: texts(&["pool"]),
            date: PartialDate::parse("2024-08"),
            event_date: PartialDate::parse("2024-08-12"),
            status: Status::SetAside,
            corrected: true,
            problems: texts(&["dateline", "credit-order"]),
            ..Sample::default()
        },
        Sample {
            id: 3,
            document: "b.txt".into(),
            headline: Some("Torch, again".into()),
            ..Sample::default()
        },
    ]
}

fn index(samples: &[Sample]) -> Index {
    let mut index = Index::new();
    for (n, sample) in samples.iter().enumerate() {
        index.push(&sample.row(n as i64 * 10 + 5));
    }
    index
}

const FILTERS: &[(&str, &[u32])] = &[
    ("", &[0, 1, 2]),
    ("elodie FLAME", &[0]),
    ("torch", &[1, 2]),
    ("\"waves. (ap\"", &[]),
    ("agency:AP", &[0]),
    ("agency:none", &[2]),
    ("photographer:Pisarenko", &[0]),
    ("photographer:\"b jones\"", &[1]),
    ("photographer:\"smith jones\"", &[]),
    ("problem:date", &[0]),
    ("problem:credit-order", &[1]),
    ("problem:order", &[]),
    ("problem:none", &[2]),
    ("status:set-aside", &[1]),
    ("status:set", &[]),
    ("status:unreviewed", &[0, 2]),
    ("id:ab", &[0]),
    ("id:b", &[]),
    ("date:2024-08-11", &[0]),
    ("date:2024-08", &[0, 1]),
    ("date:2024-08-01..30", &[0]),
    ("date:none", &[2]),
    ("not:date:none", &[0, 1]),
    ("city:denis", &[0]),
    ("document:closing -flag:pool", &[0]),
    ("headline:again", &[2]),
    ("headline:none", &[0, 1]),
    ("caption:none", &[2]),
    ("caption:\"saint denis\"", &[0]),
    ("caption:tor", &[]),
    ("credit:pool", &[1]),
    ("corrected:yes", &[1]),
    ("corrected:none", &[0, 2]),
    ("flame OR again", &[0, 2]),
    ("torch (flag:pool OR agency:AP)", &[1]),
    ("keyword:none venue:none event:none country:none supplier:none distributor:none", &[0, 1, 2]),
];

#[test]
fn filters() {
    let samples = samples();
    let index = index(&samples);
    for (typed, expected) in FILTERS {
        let filter = parse(typed).unwrap();
        assert_eq!(index.filter(&filter), *expected, "{typed}");
    }
}

#[test]
fn facets_sort_and_groups() {
    let index = index(&samples());
    let some = |s: &str| Some(s.to_owned());
    let all = [0, 1, 2];
    assert_eq!(index.facets(&all, FilterField::Document), [(some("closing.md"), 2), (some("b.txt"), 1)]);
    assert_eq!(
        index.facets(&all, FilterField::Photographer),
        [(None, 1), (some("A. Smith"), 1), (some("B. Jones"), 1), (some("Natacha Pisarenko"), 1)]
    );
    assert_eq!(index.facets(&all, FilterField::Corrected), [(None, 2), (some("yes"), 1)]);
    for (key, up, down) in [
        (SortKey::Document, [2, 0, 1], [0, 1, 2]),
        (SortKey::Date, [1, 0, 2], [0, 1, 2]),
        (SortKey::Agency, [1, 0, 2], [0, 1, 2]),
        (SortKey::Photographer, [1, 0, 2], [0, 1, 2]),
        (SortKey::Scene, [0, 1, 2], [0, 1, 2]),
        (SortKey::Status, [1, 0, 2], [0, 2, 1]),
        (SortKey::Caption, [1, 0, 2], [0, 1, 2]),
        (SortKey::Credit, [0, 1, 2], [1, 0, 2]),
        (SortKey::City, [0, 1, 2], [0, 1, 2]),
        (SortKey::Flags, [1, 0, 2], [1, 0, 2]),
        (SortKey::EventDate, [0, 1, 2], [1, 0, 2]),
        (SortKey::Headline, [2, 0, 1], [2, 0, 1]),
    ] {
        let mut positions = [2, 0, 1];
        index.sort(&mut positions, key, false);
        assert_eq!(positions, up, "{key:?}");
        index.sort(&mut positions, key, true);
        assert_eq!(positions, down, "{key:?} descending");
    }
    let groups = index.group(&all, GroupBy::Document);
    assert_eq!(groups[0].key, some("b.txt"));
    assert_eq!((groups[0].undated, groups[1].dates.len()), (1, 2));
    let groups = index.group(&all, GroupBy::Photographer);
    assert_eq!(groups.iter().map(|g| g.positions.clone()).collect::<Vec<_>>(), [[1], [1], [0], [2]]);
    let keys: Vec<_> = index.group(&all, GroupBy::Date).into_iter().map(|g| g.key).collect();
    assert_eq!(keys, [some("2024-08"), some("2024-08-11"), None]);
}

#[test]
fn venues_headlines_and_keywords_are_orders_too() {
    let samples = samples();
    let mut index = Index::new();
    let keywords = [texts(&["tower"]), texts(&[]), texts(&["bridge", "tower"])];
    for (n, (sample, keywords)) in samples.iter().zip(&keywords).enumerate() {
        let venue = [None, Some("Pier"), Some("Arena")][n];
        let headline = [Some("Rain"), Some("Alarm"), None][n];
        index.push(&IndexRow { sublocation: venue, headline, keywords, ..sample.row(n as i64) });
    }
    for (key, up, down) in [
        (SortKey::Venue, [2, 1, 0], [1, 2, 0]),
        (SortKey::Headline, [1, 0, 2], [0, 1, 2]),
        (SortKey::Keywords, [2, 0, 1], [0, 2, 1]),
    ] {
        let mut positions = [0, 1, 2];
        index.sort(&mut positions, key, false);
        assert_eq!(positions, up, "{key:?}");
        index.sort(&mut positions, key, true);
        assert_eq!(positions, down, "{key:?} descending");
    }
}

#[test]
fn removed_comes_back_at_its_place() {
    let samples = samples();
    let mut index = index(&samples);
    index.remove(15);
    index.remove(15);
    index.remove(99);
    assert_eq!((index.len(), index.filter(&Filter::All)), (2, vec![0, 2]));
    index.push(&samples[1].row(15));
    assert_eq!((index.len(), index.filter(&Filter::All)), (3, vec![0, 1, 2]));
    index.push(&samples[0].row(7));
    assert_eq!((index.position(7), index.row(3), index.id(3)), (Some(3), 7, CaptionId(samples[0].id)));
    index.set_problems(25, ["dateline"]);
    assert_eq!(index.filter(&parse("problem:dateline").unwrap()), [1, 2]);
}

#[test]
fn many_edits_compact_and_keep_every_text() {
    let long = "word ".repeat(2_000);
    let mut samples = vec![Sample::default(); 50];
    let mut index = index(&samples);
    for round in 0..20 {
        for (n, sample) in samples.iter_mut().enumerate() {
            sample.description = format!("{long} r{round}n{n}e");
            sample.problems = texts(&["a", "b"]);
            index.replace(&sample.row(n as i64 * 10 + 5));
        }
    }
    assert!(index.memory() < 3 * 50 * long.len(), "{}", index.memory());
    assert_eq!(index.filter(&parse("r19n7e").unwrap()), [7]);
    assert_eq!(index.filter(&parse("r18n7e").unwrap()), [0u32; 0]);
}

fn sample() -> impl Strategy<Value = Sample> {
    let word = || {
        prop::sample::select(vec![
            "",
            "AP",
            "AAP",
            "Ápé",
            "a b",
            "b-c",
            "Torch\nab",
            "date-x",
            "x  AP y",
            "\u{301}",
        ])
    };
    let date = prop::sample::select(vec!["", "2024", "2024-08", "2024-08-11", "2024-08-12"]);
    let list = || prop::collection::vec(word().prop_map(str::to_owned), 0..3);
    let one = || prop::option::of(word().prop_map(str::to_owned));
    (
        (word(), one(), list(), one(), list(), date),
        (one(), one(), list(), one(), 0..3u8, any::<bool>(), list()),
    )
        .prop_map(|((d, cr, c, a, f, date), (s, ci, p, h, st, corrected, problems))| Sample {
            event_date: PartialDate::parse(date),
            id: 7,
            document: "d".into(),
            description: d.into(),
            credit_line: cr,
            creators: c.into_iter().filter(|s| !s.is_empty()).collect(),
            agency: a,
            flags: f,
            date: PartialDate::parse(date),
            scene: s,
            city: ci,
            persons: p,
            headline: h,
            status: [Status::Unreviewed, Status::Reviewed, Status::SetAside][st as usize],
            corrected,
            problems,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn equals_the_plain_evaluator(
        mut samples in prop::collection::vec(sample(), 1..70),
        edits in prop::collection::vec((any::<prop::sample::Index>(), sample(), any::<bool>()), 0..10),
    ) {
        let mut index = index(&samples);
        let mut alive = vec![true; samples.len()];
        for (which, fresh, remove) in edits {
            let n = which.index(samples.len());
            if remove {
                index.remove(n as i64 * 10 + 5);
                alive[n] = false;
            } else {
                samples[n] = fresh;
                index.replace(&samples[n].row(n as i64 * 10 + 5));
                alive[n] = true;
            }
        }
        let more = ["ap", "ape OR b", "\"a b\"", "caption:ap", "credit:none", "credit:b", "caption:\"x ap\"", "torch -agency:AP",
            "flag:none", "person:b", "scene:none", "date:2024", "\"h ab\""];
        for typed in FILTERS.iter().map(|(typed, _)| *typed).chain(more) {
            let filter = parse(typed).unwrap();
            let plain: Vec<u32> =
                (0..samples.len()).filter(|n| alive[*n] && samples[*n].passes(&filter)).map(|n| n as u32).collect();
            prop_assert_eq!(index.filter(&filter), plain, "{}", typed);
        }
    }

    #[test]
    fn orders_that_are_kept_equal_those_made_anew(
        mut samples in prop::collection::vec(sample(), 1..40),
        edits in prop::collection::vec((any::<prop::sample::Index>(), sample(), 0..3u8), 0..12),
    ) {
        let mut index = index(&samples);
        let every = |index: &Index, key, down| {
            let mut positions = index.filter(&Filter::All);
            index.sort(&mut positions, key, down);
            positions
        };
        let keys = [SortKey::Caption, SortKey::Credit, SortKey::Date, SortKey::Agency, SortKey::Flags];
        // The orders are made before anything is edited, and followed from there.
        keys.iter().for_each(|key| drop(every(&index, *key, false)));
        let mut gone = Vec::new();
        for (which, fresh, what) in edits {
            let n = which.index(samples.len());
            match what {
                0 => {
                    index.remove(n as i64 * 10 + 5);
                    gone.push(n);
                }
                1 => {
                    samples.push(fresh);
                    let n = samples.len() - 1;
                    index.push(&samples[n].row(n as i64 * 10 + 5));
                }
                _ => {
                    samples[n] = fresh;
                    index.replace(&samples[n].row(n as i64 * 10 + 5));
                    gone.retain(|g| *g != n);
                }
            }
        }
        let mut anew = self::index(&samples);
        gone.iter().for_each(|n| anew.remove(*n as i64 * 10 + 5));
        for key in keys {
            for down in [false, true] {
                prop_assert_eq!(every(&index, key, down), every(&anew, key, down), "{:?} {}", key, down);
            }
        }
        let text = |pos: &u32| fold(&samples[*pos as usize].description);
        let mut plain = index.filter(&Filter::All);
        plain.sort_by(|a, b| {
            let (x, y) = (text(a), text(b));
            x.is_empty().cmp(&y.is_empty()).then(y.as_bytes().cmp(x.as_bytes())).then(a.cmp(b))
        });
        if samples.iter().all(|s| !s.description.contains('\n')) {
            prop_assert_eq!(every(&index, SortKey::Caption, true), plain);
        }
        for by in [GroupBy::Scene, GroupBy::Date, GroupBy::Agency, GroupBy::Photographer] {
            let all = every(&index, SortKey::Date, true);
            for group in index.group(&all, by) {
                let is_in = |pos: &&u32| {
                    let s = &samples[**pos as usize];
                    let key = &group.key;
                    let one = |own: &Option<String>| own.clone().filter(|v| !v.is_empty()) == *key;
                    match by {
                        GroupBy::Scene => one(&s.scene),
                        GroupBy::Agency => one(&s.agency),
                        GroupBy::Date => s.date.map(|d| d.to_string()) == *key,
                        _ => key.as_ref().map_or(s.creators.is_empty(), |k| s.creators.contains(k)),
                    }
                };
                let members: Vec<u32> = all.iter().filter(is_in).copied().collect();
                let mut days: BTreeMap<PartialDate, usize> = BTreeMap::new();
                let dates = members.iter().filter_map(|pos| samples[*pos as usize].date);
                dates.for_each(|d| *days.entry(d).or_default() += 1);
                prop_assert_eq!(group.undated, members.len() - days.values().sum::<usize>());
                prop_assert_eq!((group.positions, group.dates), (members, days));
            }
        }
    }
}

/// Run with `cargo test --release --lib index:: -- --ignored --nocapture`.
#[test]
#[ignore = "prints figures at a million captions; only telling in a release build"]
fn figures_at_a_million() {
    const WORDS: [&str; 16] = [
        "athletes",
        "during",
        "the",
        "closing",
        "ceremony",
        "at",
        "Stade",
        "France",
        "gold",
        "medal",
        "final",
        "women's",
        "flame",
        "stadium",
        "celebrates",
        "Paris",
    ];
    let mut seed = 42u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    let started = std::time::Instant::now();
    let mut index = Index::new();
    for n in 0..1_000_000usize {
        let mut sample =
            Sample { id: n as u64, document: format!("article-{}.md", n / 40), ..Sample::default() };
        while sample.description.len() < 165 {
            sample.description.push_str(WORDS[next(16)]);
            sample.description.push(' ');
        }
        if next(1000) == 0 {
            sample.description.push_str("velodrome");
        }
        let creator = format!("Given{} Family{}", next(50), next(60));
        let agency = ["AP", "AFP", "Reuters", "Getty Images", "AAP"][next(5)];
        sample.credit_line = Some(format!("({agency} Photo/{creator})"));
        sample.creators = vec![creator];
        sample.agency = Some(agency.to_owned());
        sample.date = PartialDate::day(2024, 1 + next(12) as u32, 1 + next(28) as u32);
        sample.scene = Some(format!("scene{}", next(12)));
        index.push(&sample.row(n as i64));
    }
    index.shrink();
    println!("made in {:?}, {} MB", started.elapsed(), index.memory() / 1_000_000);
    for typed in [
        "velodrome",
        "flame",
        "closing ceremony",
        "\"gold medal\"",
        "agency:AP",
        "photographer:family7",
        "date:2024-08",
        "caption:velodrome",
        "velodrome agency:AP -scene:scene3",
        "zzz",
        "e",
    ] {
        let filter = parse(typed).unwrap();
        let started = std::time::Instant::now();
        let found = index.filter(&filter);
        println!("filter {typed}: {:?}, {} found", started.elapsed(), found.len());
    }
    let all = index.filter(&Filter::All);
    for field in [FilterField::Scene, FilterField::Agency, FilterField::Photographer, FilterField::Document] {
        let started = std::time::Instant::now();
        let n = index.facets(&all, field).len();
        println!("facet {field:?}: {:?}, {n} values", started.elapsed());
    }
    for key in [SortKey::Date, SortKey::Photographer, SortKey::Document, SortKey::Caption] {
        let mut positions = all.clone();
        let started = std::time::Instant::now();
        index.sort(&mut positions, key, false);
        println!("sort {key:?}: {:?}", started.elapsed());
    }
    for by in [GroupBy::Scene, GroupBy::Date, GroupBy::Document] {
        let started = std::time::Instant::now();
        println!("group {by:?}: {} groups, {:?}", index.group(&all, by).len(), started.elapsed());
    }
    let started = std::time::Instant::now();
    index.replace(&samples()[0].row(500_000));
    println!("replace: {:?}", started.elapsed());
}
