//! Dates of all kinds of events: what is found, and what is left in peace.

use caption_desk::desk::{Cancel, Library, Session, Snapshot, Unwatched};
use caption_desk::model::event::Event;

fn snapshot(captions: &[&str], event: Option<Event>) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("article.txt");
    let text: Vec<String> = captions.iter().map(|c| format!("{c} (AP Photo/Jane Roe)")).collect();
    std::fs::write(&document, text.join("\n\n")).unwrap();
    let mut session =
        Session::create(&folder.path().join("c.captions"), Library::builtin(), "a desk".into()).unwrap();
    session.import(&[document], &Unwatched, &Cancel::default()).unwrap();
    assert_eq!(session.captions().unwrap().captions.len(), captions.len(), "{captions:?}");
    if let Some(event) = event {
        session.set_event(&event.name.clone(), Some(event), None).unwrap();
    }
    session.snapshot().unwrap()
}

fn found<'a>(snapshot: &'a Snapshot, check: &'a str) -> Vec<&'a str> {
    snapshot.findings.iter().filter(|f| f.check == check).map(|f| f.message.as_str()).collect()
}

/// Planted: the weekday is wrong. Right: it is the date's own. Leap days and ends of months and years among them.
const PLANTED: [&str; 10] = [
    "Runners leave the start line of the Harbour City Marathon in Halifax, Nova Scotia, Monday, April 14, 2024.",
    "Voters wait outside a school in Nitra, Slovakia, Sunday, April 6, 2024.",
    "Gerald Whitcombe leaves federal court in Denver, Wednesday, Jan. 9, 2024.",
    "Rescuers search the rubble of a school in Malatya, Turkey, Wednesday, Feb. 7, 2023.",
    "Astronauts wave in Cape Canaveral, Fla., Friday, June 6, 2024.",
    "People skate on a frozen canal in Amsterdam, Friday, Feb. 29, 2024.",
    "Fireworks burst over Sydney Harbour in Sydney, Australia, Monday, Dec. 31, 2024.",
    "People watch the first sunrise of the year in Tokyo, Tuesday, Jan. 1, 2025.",
    "Dockworkers walk the picket line in Baltimore, Monday, Oct. 1, 2024.",
    "A woman wades through water in Shrewsbury, England, Thursday, Jan. 31, 2024.",
];

const RIGHT: [&str; 10] = [
    "Runners leave the start line of the Harbour City Marathon in Halifax, Nova Scotia, Sunday, April 14, 2024.",
    "Voters wait outside a school in Nitra, Slovakia, Saturday, April 6, 2024.",
    "Gerald Whitcombe leaves federal court in Denver, Tuesday, Jan. 9, 2024.",
    "Rescuers search the rubble of a school in Malatya, Turkey, Tuesday, Feb. 7, 2023.",
    "Astronauts wave in Cape Canaveral, Fla., Thursday, June 6, 2024.",
    "People skate on a frozen canal in Amsterdam, Thursday, Feb. 29, 2024.",
    "Fireworks burst over Sydney Harbour in Sydney, Australia, Tuesday, Dec. 31, 2024.",
    "People watch the first sunrise of the year in Tokyo, Wednesday, Jan. 1, 2025.",
    "Dockworkers walk the picket line in Baltimore, Tuesday, Oct. 1, 2024.",
    "A woman wades through water in Shrewsbury, England, Wednesday, Jan. 31, 2024.",
];

#[test]
fn wrong_weekdays_are_all_found_and_right_ones_never() {
    for caption in PLANTED {
        let snapshot = snapshot(&[caption], None);
        assert_eq!(found(&snapshot, "date-weekday-mismatch").len(), 1, "{caption}");
    }
    for caption in RIGHT {
        let snapshot = snapshot(&[caption], None);
        assert_eq!(found(&snapshot, "date-weekday-mismatch"), [""; 0], "{caption}");
        assert_eq!(found(&snapshot, "date-impossible"), [""; 0], "{caption}");
    }
}

#[test]
fn a_day_that_no_calendar_has() {
    let snapshot = snapshot(&["People skate on a canal in Amsterdam, Wednesday, Feb. 29, 2023."], None);
    assert_eq!(found(&snapshot, "date-impossible").len(), 1);
}

#[test]
fn an_event_across_new_years_midnight_is_split_and_explained() {
    let snapshot = snapshot(
        &[
            "Fireworks explode during the Lagoon New Year gala in Lagos, Nigeria, Tuesday, Dec. 31, 2024.",
            "Fireworks light up the sky during the Lagoon New Year gala in Lagos, Nigeria, Wednesday, Jan. 1, 2025.",
            "A singer performs during the Lagoon New Year gala in Lagos, Nigeria, Tuesday, Dec. 31, 2024.",
        ],
        None,
    );
    let splits = found(&snapshot, "date-scene-split");
    assert_eq!(splits.len(), 1);
    assert!(splits[0].contains("Dec. 31, 2024") && splits[0].contains("Jan. 1, 2025"), "{}", splits[0]);
    assert!(splits[0].contains("midnight"), "{}", splits[0]);
    assert_eq!(found(&snapshot, "date-event-split").len(), 1);
}

#[test]
fn an_event_of_many_days_is_no_problem() {
    let days = ["Monday, July 1", "Tuesday, July 2", "Wednesday, July 3", "Thursday, July 4"];
    let captions: Vec<String> = days
        .iter()
        .map(|d| format!("Riders climb a hill during the Tour of Burgundy in Beaune, France, {d}, 2024."))
        .collect();
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let snapshot = snapshot(&captions, None);
    assert_eq!(found(&snapshot, "date-scene-split"), [""; 0]);
    assert_eq!(found(&snapshot, "date-event-split"), [""; 0]);
}

#[test]
fn a_stray_third_day_hides_no_split() {
    let mut captions = vec![
        "Dancers bow during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.";
        9
    ];
    captions.push("Fireworks explode during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.");
    captions
        .push("Fireworks end the Harbour Games closing ceremony in Lisbon, Portugal, Monday, May 5, 2025.");
    captions.push(
        "Fireworks fade during the Harbour Games closing ceremony in Lisbon, Portugal, Tuesday, May 6, 2025.",
    );
    let snapshot = snapshot(&captions, None);
    for check in ["date-scene-split", "date-event-split"] {
        let split = found(&snapshot, check);
        assert!(
            split.len() == 1 && split[0].contains("1 caption says Tuesday, May 6, 2025"),
            "{check}: {split:?}"
        );
    }
}

#[test]
fn an_event_whose_hours_are_known_is_split_whatever_a_third_date_says() {
    let captions = [
        "Fireworks explode during the Lagoon New Year gala in Lagos, Nigeria, Tuesday, Dec. 31, 2024.",
        "A singer performs during the Lagoon New Year gala in Lagos, Nigeria, Tuesday, Dec. 31, 2024.",
        "Fireworks fade during the Lagoon New Year gala in Lagos, Nigeria, Wednesday, Jan. 1, 2025.",
        "A singer bows during the Lagoon New Year gala in Lagos, Nigeria, Thursday, Jan. 2, 2025.",
    ];
    let name = snapshot(&captions, None).captions[0].event.clone().expect("an event");
    let event = Event {
        name,
        sublocation: None,
        city: None,
        country: None,
        zone: None,
        begins: "2024-12-31T20:00:00".parse().ok(),
        ends: "2025-01-01T01:30:00".parse().ok(),
        past_midnight: false,
    };
    let snapshot = snapshot(&captions, Some(event));
    let split = found(&snapshot, "date-event-split");
    assert!(split.len() == 1 && split[0].contains("ran past midnight"), "{split:?}");
    assert!(split[0].contains("Jan. 2, 2025"), "{split:?}");
    assert_eq!(found(&snapshot, "date-scene-split").len(), 1);
    assert_eq!(found(&snapshot, "date-outside-event").len(), 1);
}

#[test]
fn an_event_that_is_known_to_last_is_not_split_even_where_only_two_of_its_days_have_captions() {
    let captions = [
        "Dancers bow during the Whitcombe Film Awards in Denver, Tuesday, Jan. 9, 2024.",
        "Dancers wave during the Whitcombe Film Awards in Denver, Wednesday, Jan. 10, 2024.",
    ];
    let name = snapshot(&captions, None).captions[0].event.clone().expect("an event");
    let event = |begins: &str, ends: &str| Event {
        name: name.clone(),
        sublocation: None,
        city: Some("Denver".into()),
        country: None,
        zone: Some(chrono_tz::America::Denver),
        begins: Some(begins.parse().unwrap()),
        ends: Some(ends.parse().unwrap()),
        past_midnight: false,
    };
    let unknown = snapshot(&captions, None);
    assert_eq!(found(&unknown, "date-event-split").len(), 1);
    let known = snapshot(&captions, Some(event("2024-01-09T09:00:00", "2024-01-26T17:00:00")));
    assert_eq!(found(&known, "date-event-split"), [""; 0]);
    assert_eq!(found(&known, "date-outside-event"), [""; 0]);
    let over = snapshot(&captions, Some(event("2024-01-09T09:00:00", "2024-01-09T17:00:00")));
    assert_eq!(found(&over, "date-outside-event").len(), 1);
}

#[test]
fn a_caption_without_a_date_takes_the_one_day_of_its_fellows_as_a_proposal() {
    let captions = [
        "Fireworks explode during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Fireworks light the bay during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Fireworks end the Harbour Games closing ceremony in Lisbon, Portugal.",
    ];
    let snapshot = snapshot(&captions, None);
    let finding = snapshot.findings.iter().find(|f| f.check == "date-missing").expect("no date");
    let days: Vec<_> = finding.fixes.iter().map(|f| f.to.cell()).collect();
    assert_eq!(days, ["2025-05-04"], "{}", finding.message);
    assert!(finding.fixes.iter().all(|f| !f.certain));
}

#[test]
fn an_ambiguous_date_is_settled_by_the_others_of_its_document() {
    let captions = [
        "A dancer waves a flag in Lisbon, Portugal, 04/05/2025.",
        "A singer performs in Lisbon, Portugal, May 4, 2025.",
    ];
    let snapshot = snapshot(&captions, None);
    let finding = snapshot.findings.iter().find(|f| f.check == "date-ambiguous").expect("ambiguous");
    assert_eq!(finding.fixes.iter().map(|f| f.to.cell()).collect::<Vec<_>>(), ["2025-05-04"]);
}

#[test]
fn a_fair_that_comes_back_every_year_is_two_events() {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        Session::create(&folder.path().join("c.captions"), Library::builtin(), "a desk".into()).unwrap();
    let mut paths = Vec::new();
    for (name, day) in [("one", "Sunday, June 4, 2023"), ("two", "Sunday, June 2, 2024")] {
        let path = folder.path().join(format!("{name}.txt"));
        let caption = |who: &str| {
            format!("{who} during the Millbrook Fair in Millbrook, Ohio, {day}. (AP Photo/Jane Roe)\n\n")
        };
        std::fs::write(&path, caption("Dancers perform") + &caption("A calf sleeps")).unwrap();
        paths.push(path);
    }
    session.import(&paths, &Unwatched, &Cancel::default()).unwrap();
    let seen = session.captions().unwrap().events_seen();
    let names: Vec<&str> = seen.iter().map(|e| e.event.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        names.iter().any(|n| n.contains("2023")) && names.iter().any(|n| n.contains("2024")),
        "{names:?}"
    );
    let snapshot = session.snapshot().unwrap();
    assert_eq!(found(&snapshot, "date-event-split"), [""; 0]);
}

#[test]
fn zones_east_and_west_of_the_desk_make_no_error() {
    let article = |published: &str, caption: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        std::fs::write(&path, format!("Published: {published}\n\n{caption} (AP Photo/Jane Roe)\n")).unwrap();
        let catalog = folder.path().join("c.captions");
        let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
        session.import(&[path], &Unwatched, &Cancel::default()).unwrap();
        let snapshot = session.snapshot().unwrap();
        assert_eq!(snapshot.captions.len(), 1);
        assert!(snapshot.captions[0].document_date.is_some(), "{published}");
        found(&snapshot, "date-after-document").len()
    };
    // In Auckland it is the new year before the article of the old one is out in New York.
    let east = "Fireworks burst over the harbour in Auckland, New Zealand, Wednesday, Jan. 1, 2025.";
    assert_eq!(article("December 31, 2024", east), 0);
    assert_eq!(article("December 30, 2024", east), 1);
    // In Honolulu it is still the old year.
    let west = "Surfers watch the sunset in Honolulu, Hawaii, Tuesday, Dec. 31, 2024.";
    assert_eq!(article("January 1, 2025", west), 0);
}

#[test]
fn an_event_keeps_its_own_local_days_in_zones_east_and_west() {
    for zone in [chrono_tz::Pacific::Auckland, chrono_tz::Pacific::Honolulu] {
        let captions = [
            "Fireworks explode during the Tide Games closing ceremony in Harbour City, Saturday, Aug. 10, 2024.",
            "Fireworks fade during the Tide Games closing ceremony in Harbour City, Sunday, Aug. 11, 2024.",
        ];
        let name = snapshot(&captions, None).captions[0].event.clone().expect("an event");
        let event = Event {
            name,
            sublocation: None,
            city: None,
            country: None,
            zone: Some(zone),
            begins: "2024-08-10T21:00:00".parse().ok(),
            ends: "2024-08-11T00:30:00".parse().ok(),
            past_midnight: true,
        };
        let snapshot = snapshot(&captions, Some(event));
        assert_eq!(found(&snapshot, "date-outside-event"), [""; 0], "{zone}");
        let split = found(&snapshot, "date-scene-split");
        assert!(split.len() == 1 && split[0].contains("ran past midnight"), "{zone}: {split:?}");
    }
}

/// The events' names of documents, each a list of captions.
fn catalog_of(documents: &[&[&str]]) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        Session::create(&folder.path().join("c.captions"), Library::builtin(), "a desk".into()).unwrap();
    let mut paths = Vec::new();
    for (n, captions) in documents.iter().enumerate() {
        let path = folder.path().join(format!("{n}.txt"));
        let text: Vec<String> = captions.iter().map(|c| format!("{c} (AP Photo/Jane Roe)")).collect();
        std::fs::write(&path, text.join("\n\n")).unwrap();
        paths.push(path);
    }
    session.import(&paths, &Unwatched, &Cancel::default()).unwrap();
    (folder, session)
}

#[test]
fn matches_at_two_places_are_two_events_and_no_split() {
    let (_folder, session) = catalog_of(&[
        &[
            "Ana Prata scores during the Harbour League match in Lisbon, Portugal, Saturday, May 3, 2025.",
            "Fans sing during the Harbour League match in Lisbon, Portugal, Saturday, May 3, 2025.",
        ],
        &[
            "Eva Holm scores during the Harbour League match in Bergen, Norway, Sunday, May 4, 2025.",
            "Fans sing during the Harbour League match in Bergen, Norway, Sunday, May 4, 2025.",
        ],
        &["A choir sings during the ceremony in Lyon, France, Saturday, May 3, 2025."],
        &["A choir sings during the ceremony in Turin, Italy, Sunday, May 4, 2025."],
    ]);
    let snapshot = session.snapshot().unwrap();
    assert_eq!(found(&snapshot, "date-event-split"), [""; 0]);
    assert_eq!(found(&snapshot, "date-scene-split"), [""; 0]);
    let seen = session.captions().unwrap().events_seen();
    let mut names: Vec<&str> = seen.iter().map(|e| e.event.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Harbour League match (Bergen)",
            "Harbour League match (Lisbon)",
            "ceremony, Lyon",
            "ceremony, Turin"
        ]
    );
}

fn events_of(session: &Session) -> Vec<String> {
    let mut names: Vec<String> =
        session.captions().unwrap().events_seen().iter().map(|e| e.event.name.clone()).collect();
    names.sort_unstable();
    names
}

#[test]
fn an_event_that_three_documents_name_in_their_own_ways_is_one() {
    let night = "Sunday, Aug. 9, 2026, in Porto, Portugal.";
    let (_folder, session) = catalog_of(&[
        &[
            "Dancers perform during the closing ceremony.",
            "A singer bows during the closing ceremony.",
            "Athletes cheer at the end of the Porto 2026 Olympic Games.",
        ],
        &[
            &format!("Athletes wave during the 2026 Summer Olympics closing ceremony, {night}"),
            &format!("Dancers bow during the 2026 Summer Olympics closing ceremony, {night}"),
            "Athletes dance during the closing ceremony of the Porto 2026 Olympics.",
        ],
    ]);
    assert_eq!(events_of(&session), ["2026 Summer Olympics closing ceremony"]);
}

#[test]
fn weeks_of_games_are_no_part_of_their_closing_night() {
    let (_folder, session) = catalog_of(&[
        &[
            "A rower waves during the Porto 2026 Olympic Games in Porto, Portugal, Monday, July 27, 2026.",
            "A boxer waves during the Porto 2026 Olympic Games in Porto, Portugal, Saturday, Aug. 8, 2026.",
        ],
        &[
            "Dancers bow during the closing ceremony of the Porto 2026 Olympics in Porto, Portugal, Sunday, Aug. 9, 2026.",
        ],
    ]);
    assert_eq!(
        events_of(&session),
        ["Porto 2026 Olympic Games", "closing ceremony of the Porto 2026 Olympics"]
    );
    // Nor where no document of theirs tells of it, though nothing is dated.
    let (_folder, session) = catalog_of(&[
        &[
            "A rower waves during the Porto 2026 Olympic Games.",
            "A boxer bows during the Porto 2026 Olympic Games.",
        ],
        &["Dancers bow during the closing ceremony of the Porto 2026 Olympics."],
    ]);
    assert_eq!(events_of(&session).len(), 2);
}

#[test]
fn one_caption_of_a_summit_names_no_protest_beside_it() {
    let mut captions =
        vec!["Ana Prata arrives for the Lisbon EU summit in Lisbon, Portugal, Sunday, May 4, 2025."];
    captions.push("Dockers block a road in Lisbon, Portugal, Sunday, May 4, 2025.");
    captions.extend([
        "Dockers burn a tire in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Dockers sing in Lisbon, Portugal, Sunday, May 4, 2025.",
        "A docker hugs a woman in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Police watch dockers in Lisbon, Portugal, Sunday, May 4, 2025.",
        "A child waves to dockers in Lisbon, Portugal, Sunday, May 4, 2025.",
    ]);
    let (_folder, session) = catalog_of(&[&captions]);
    let with = |c: &&caption_desk::model::caption::Caption| c.event.is_some();
    assert_eq!(session.captions().unwrap().captions.iter().filter(with).count(), 1);
}

#[test]
fn trials_and_floods_of_three_days_are_no_split() {
    for (what, days) in [
        ("Lawyers argue during the Whitcombe trial in Denver", ["Jan. 9", "Jan. 10", "Jan. 11"]),
        (
            "A man wades through water during the Severn floods in Shrewsbury, England",
            ["Jan. 3", "Jan. 4", "Jan. 5"],
        ),
    ] {
        let captions: Vec<String> = days.iter().map(|d| format!("{what}, {d}, 2024.")).collect();
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        let snapshot = snapshot(&captions, None);
        assert_eq!(found(&snapshot, "date-event-split"), [""; 0], "{what}");
        assert_eq!(found(&snapshot, "date-scene-split"), [""; 0], "{what}");
    }
}

/// What goes on for days by its name, what nothing but a document or a place joins, and what follows an occasion: right on two
/// days that follow each other.
const RIGHT_ON_TWO_DAYS: [&[&str]; 9] = [
    &[
        "Models walk the runway at the Ferro show during Turin Fashion Week in Turin, Italy, Friday, Sept. 20, 2024.",
        "A model walks the runway at the Ferro show during Turin Fashion Week in Turin, Italy, Friday, Sept. 20, 2024.",
        "Models walk the runway at the Bello show during Turin Fashion Week in Turin, Italy, Saturday, Sept. 21, 2024.",
    ],
    &[
        "Residents look at houses damaged by a tornado in Enid, Okla., Sunday, June 8, 2025.",
        "Workers remove a tree from a road in Enid, Okla., Sunday, June 8, 2025.",
        "A woman walks past a damaged school in Enid, Okla., Monday, June 9, 2025.",
        "A worker clears debris in Enid, Okla., Monday, June 9, 2025.",
    ],
    &[
        "The queen arrives for the opening of the Tarn Crossing in Albi, France, Wednesday, July 2, 2025.",
        "Cars queue on the Tarn Crossing in Albi, France, after it opened, Thursday, July 3, 2025.",
    ],
    &[
        "Actor Bert Tolle arrives at the high court in Leeds, England, Monday, June 2, 2025.",
        "Actor Bert Tolle leaves the high court in Leeds, England, Tuesday, June 3, 2025.",
    ],
    &[
        "Commuters wait for a ferry in Auckland, New Zealand, Sunday, Dec. 31, 2023.",
        "Swimmers run into the sea in Dunedin, New Zealand, Monday, Jan. 1, 2024.",
    ],
    &[
        "Fireworks burst over the harbour in Sydney, Australia, Tuesday, Dec. 31, 2024.",
        "Fireworks burst over a bridge in Taipei, Taiwan, Wednesday, Jan. 1, 2025.",
    ],
    &[
        "Fans sing during the Northern League match in London, England, Saturday, May 3, 2025.",
        "Fans leave after the Northern League match in London, England, Sunday, May 4, 2025.",
    ],
    &[
        "Lawyers argue during the Whitcombe fraud trial in Denver, Tuesday, Jan. 9, 2024.",
        "Lawyers confer during the Whitcombe fraud trial in Denver, Wednesday, Jan. 10, 2024.",
    ],
    &[
        "A swimmer holds her gold medal during the medal ceremony of the Tide Games in Faro, Portugal, Saturday, May 3, 2025.",
        "A rower holds his gold medal during the medal ceremony of the Tide Games in Faro, Portugal, Sunday, May 4, 2025.",
    ],
];

#[test]
fn what_is_no_one_occasion_is_right_on_two_days() {
    for captions in RIGHT_ON_TWO_DAYS {
        let snapshot = snapshot(captions, None);
        for check in ["date-event-split", "date-scene-split"] {
            assert_eq!(found(&snapshot, check), [""; 0], "{captions:?}");
        }
    }
}

#[test]
fn an_occasion_is_split_however_few_captions_it_has_and_whatever_a_third_day_says() {
    let on = |what: &str, day: &str| {
        format!("{what} during the Harbour Vase final in Lisbon, Portugal, {day}, 2025.")
    };
    let captions = [
        on("Ana Prata scores", "Saturday, May 3"),
        on("Fans sing", "Saturday, May 3"),
        on("A referee waves", "Saturday, May 3"),
        on("Eva Holm lifts the trophy", "Sunday, May 4"),
        on("A drummer leads a band", "Monday, May 5"),
    ];
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let split = snapshot(&captions, None);
    let split = found(&split, "date-event-split");
    assert!(split.len() == 1 && split[0].contains("1 caption says Monday, May 5, 2025"), "{split:?}");
    // As many on each of three days: what it is called, and nothing more, is one.
    let even: Vec<&str> = captions[2..].to_vec();
    assert_eq!(found(&snapshot(&even, None), "date-event-split"), [""; 0]);
}

#[test]
fn a_clock_that_is_put_back_in_the_night_changes_no_day() {
    let captions = [
        "Dancers perform during the Autumn Games closing ceremony in Lisbon, Saturday, Oct. 26, 2024.",
        "Dancers bow during the Autumn Games closing ceremony in Lisbon, Sunday, Oct. 27, 2024.",
    ];
    let name = snapshot(&captions, None).captions[0].event.clone().expect("an event");
    let event = Event {
        name,
        sublocation: None,
        city: None,
        country: None,
        zone: Some(chrono_tz::Europe::Lisbon),
        begins: "2024-10-26T22:00:00".parse().ok(),
        // This hour comes twice in that night.
        ends: "2024-10-27T01:30:00".parse().ok(),
        past_midnight: true,
    };
    let snapshot = snapshot(&captions, Some(event));
    assert_eq!(found(&snapshot, "date-outside-event"), [""; 0]);
    assert_eq!(found(&snapshot, "date-event-split").len(), 1);
}

#[test]
fn weekdays_of_other_languages_are_held_against_the_date_too() {
    let wrong = "Une nageuse salue le public à Lyon, lundi 11 août 2024.";
    assert_eq!(found(&snapshot(&[wrong], None), "date-weekday-mismatch").len(), 1);
    for right in [
        "Une nageuse salue le public à Lyon, dimanche 11 août 2024.",
        "Eine Läuferin winkt am Sonntag, den 11. August 2024, in Köln.",
    ] {
        assert_eq!(found(&snapshot(&[right], None), "date-weekday-mismatch"), [""; 0], "{right}");
    }
}

#[test]
fn some_captions_of_a_split_are_dated_and_the_others_stay() {
    let (_folder, mut session) = catalog_of(&[&[
        "Fireworks explode during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Fireworks light the bay during the Harbour Games closing ceremony in Lisbon, Portugal, Monday, May 5, 2025.",
        "Fireworks end the Harbour Games closing ceremony in Lisbon, Portugal, Monday, May 5, 2025.",
    ]]);
    let snapshot = session.snapshot().unwrap();
    let split = snapshot.findings.iter().find(|f| f.check == "date-scene-split").expect("a split").clone();
    let day = caption_desk::model::date::PartialDate::parse("2025-05-04").unwrap();
    let one = split.fixes[0].id;
    let answer = |ids| caption_desk::desk::DateAnswer::Some(day, ids);
    session.settle(std::slice::from_ref(&split), &answer(vec![one]), None).unwrap();
    let captions = session.captions().unwrap().captions;
    let dated: Vec<_> = captions.iter().map(|c| c.date_created.unwrap().to_string()).collect();
    assert_eq!(dated, ["2025-05-04", "2025-05-04", "2025-05-05"]);
    assert_eq!(captions[1].date_as_printed.as_deref(), Some("Monday, May 5, 2025"));
    let note = "the caption says Monday, May 5, 2025; the desk dates it with the others of its scene";
    let notes: Vec<_> = captions.iter().map(|c| c.date_note.as_deref()).collect();
    assert_eq!(notes, [None, Some(note), None]);
    let far = caption_desk::model::date::PartialDate::parse("2025-05-20").unwrap();
    let refused =
        session.settle(std::slice::from_ref(&split), &caption_desk::desk::DateAnswer::To(far), None);
    assert!(refused.unwrap_err().to_string().contains("they say 2025-05-04 and 2025-05-05"));
    let stranger = caption_desk::model::caption::CaptionId(7);
    assert!(session.settle(&[split], &answer(vec![stranger]), None).is_err());
}

#[test]
fn all_of_an_event_are_dated_on_its_later_day_and_nothing_changed_is_no_success() {
    let (_folder, mut session) = catalog_of(&[&[
        "A singer bows during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Fireworks light the bay during the Harbour Games closing ceremony in Lisbon, Portugal, Sunday, May 4, 2025.",
        "Dancers wave during the Harbour Games closing ceremony in Lisbon, Portugal, Monday, May 5, 2025.",
    ]]);
    let snapshot = session.snapshot().unwrap();
    let split = snapshot.findings.iter().find(|f| f.check == "date-event-split").expect("a split").clone();
    assert_eq!(caption_desk::desk::split_earlier(&split), 2);
    let to =
        |day| caption_desk::desk::DateAnswer::To(caption_desk::model::date::PartialDate::parse(day).unwrap());
    let report = session.settle(std::slice::from_ref(&split), &to("2025-05-05"), None).unwrap();
    assert_eq!(report.captions, 2);
    let days = |s: &Session| -> Vec<String> {
        s.captions().unwrap().captions.iter().map(|c| c.date_created.unwrap().to_string()).collect()
    };
    assert_eq!(days(&session), ["2025-05-05"; 3]);
    let again = session.settle(&[split], &to("2025-05-05"), None);
    assert!(again.unwrap_err().to_string().contains("nothing was changed"));
}

#[test]
fn a_wrong_weekday_is_mended_in_its_own_form() {
    for (wrong, right) in [
        ("A priest waves in Rome, Tues., May 7, 2025.", "A priest waves in Rome, Wed., May 7, 2025."),
        ("Children play in Kyiv, Sat Apr 4 2025.", "Children play in Kyiv, Fri Apr 4 2025."),
        (
            "Ein Läufer winkt in Köln, Mittwoch, 11. November 2024.",
            "Ein Läufer winkt in Köln, Montag, 11. November 2024.",
        ),
        (
            "Une nageuse salue à Lyon, le mardi 1er mai 2025.",
            "Une nageuse salue à Lyon, le jeudi 1er mai 2025.",
        ),
        ("A priest waves in Rome, Weds., May 8, 2025.", "A priest waves in Rome, Thurs., May 8, 2025."),
        (
            "Ein Läufer winkt in Köln, Sonnabend, 11. November 2024.",
            "Ein Läufer winkt in Köln, Montag, 11. November 2024.",
        ),
    ] {
        let snapshot = snapshot(&[wrong], None);
        let finding = snapshot.findings.iter().find(|f| f.check == "date-weekday-mismatch").expect(wrong);
        let fixes: Vec<_> = finding.fixes.iter().map(|f| f.to.cell()).collect();
        assert_eq!(fixes, [right]);
    }
}

#[test]
fn a_weekday_that_fits_the_year_of_the_others_mends_the_year() {
    let proposed = |captions: &[&str]| {
        let snapshot = snapshot(captions, None);
        let finding =
            snapshot.findings.iter().find(|f| f.check == "date-weekday-mismatch").expect("a finding");
        finding.fixes.iter().map(|f| f.to.cell()).collect::<Vec<_>>()
    };
    let wrong = "A priest waves in Rome, Wednesday, Jan. 1, 2024.";
    let fellow = "A choir sings in Rome, Thursday, Jan. 2, 2025.";
    assert_eq!(proposed(&[wrong, fellow]), ["A priest waves in Rome, Wednesday, Jan. 1, 2025."]);
    // Nothing else speaks for the other year, or the printed one fits as well.
    assert_eq!(proposed(&[wrong]), ["A priest waves in Rome, Monday, Jan. 1, 2024."]);
    let near = "A choir sings in Rome, Tuesday, Jan. 2, 2024.";
    assert_eq!(proposed(&[wrong, fellow, near]), ["A priest waves in Rome, Monday, Jan. 1, 2024."]);
    let far = "A choir sings in Rome, Wednesday, July 2, 2025.";
    assert_eq!(proposed(&[wrong, far]), ["A priest waves in Rome, Monday, Jan. 1, 2024."]);
}

/// What is shown before or after an occasion is no second day of it.
const BESIDE_THE_OCCASION: [&str; 11] = [
    "Fans arrive at the airport for the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "A banner promotes the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Fans queue for tickets ahead of the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Players train a day before the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Stewards set up chairs in preparation for the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Singers rehearse at the stadium for the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Fans wave on the eve of the Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Players arrive for Saturday's Harbour Vase final in Lisbon, Portugal, Friday, May 2, 2025.",
    "Workers clear the streets after the Harbour Vase final in Lisbon, Portugal, Sunday, May 4, 2025.",
    "A sweeper clears the stands the morning after the Harbour Vase final in Lisbon, Portugal, Sunday, May 4, 2025.",
    "Fans celebrate following their team's victory in the Harbour Vase final in Lisbon, Portugal, Sunday, May 4, 2025.",
];

#[test]
fn what_is_shown_before_or_after_an_occasion_is_no_second_day_of_it() {
    let of_it = [
        "Ana Prata scores during the Harbour Vase final in Lisbon, Portugal, Saturday, May 3, 2025.",
        "Eva Holm lifts the trophy at the Harbour Vase final in Lisbon, Portugal, Saturday, May 3, 2025.",
    ];
    for caption in BESIDE_THE_OCCASION {
        let snapshot = snapshot(&[of_it[0], of_it[1], caption], None);
        for check in ["date-event-split", "date-scene-split"] {
            assert_eq!(found(&snapshot, check), [""; 0], "{caption}");
        }
    }
}

#[test]
fn where_few_name_the_day_before_it_is_they_that_are_decided() {
    let on = |what: &str, day: &str| {
        format!("{what} during the Harbour Vase final in Lisbon, Portugal, {day}, 2025.")
    };
    let captions = [
        on("Ana Prata scores", "Friday, May 2"),
        on("Fans sing", "Saturday, May 3"),
        on("A referee waves", "Saturday, May 3"),
        on("Eva Holm lifts the trophy", "Saturday, May 3"),
    ];
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let (_folder, mut session) = catalog_of(&[&captions]);
    let snapshot = session.snapshot().unwrap();
    let split = snapshot.findings.iter().find(|f| f.check == "date-event-split").expect("a split").clone();
    assert!(
        split.message.contains("3 captions say Saturday, May 3, 2025, 1 caption says Friday, May 2, 2025")
    );
    assert!(!split.message.contains("midnight"), "{}", split.message);
    let day = |d| caption_desk::model::date::PartialDate::parse(d).unwrap();
    assert_eq!(caption_desk::desk::split_days(&split), Some((day("2025-05-03"), day("2025-05-02"))));
    assert_eq!(caption_desk::desk::split_earlier(&split), 3);
    session.settle(&[split], &caption_desk::desk::DateAnswer::Keep, None).unwrap();
    let captions = session.captions().unwrap().captions;
    let filed: Vec<_> = captions.iter().map(|c| c.event_date.map(|d| d.to_string())).collect();
    assert_eq!(filed, [Some("2025-05-03".to_owned()), None, None, None]);
}

#[test]
fn what_was_filed_under_a_day_does_not_say_it() {
    let on = |what: &str, day: &str| {
        format!("{what} during the Harbour Games closing ceremony in Lisbon, Portugal, {day}, 2025.")
    };
    let captions = [
        on("Fireworks explode", "Sunday, May 4"),
        on("Fireworks light the bay", "Sunday, May 4"),
        on("Fireworks end the night", "Monday, May 5"),
        on("A singer bows", "Monday, May 5"),
    ];
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let (_folder, mut session) = catalog_of(&[&captions]);
    let snapshot = session.snapshot().unwrap();
    let scene = snapshot.findings.iter().find(|f| f.check == "date-scene-split").expect("a split").clone();
    session.settle(&[scene], &caption_desk::desk::DateAnswer::Keep, None).unwrap();
    let snapshot = session.snapshot().unwrap();
    let split = found(&snapshot, "date-event-split");
    assert!(
        split.len() == 1 && split[0].contains("2 captions say Sunday, May 4, 2025, 1 caption says"),
        "{split:?}"
    );
}

/// What a caption says of its day, what date that comes to in a document of June 6, 2025, and the checks that ask.
const DAYS_WITHOUT_A_YEAR: [(&str, Option<&str>, &[&str]); 7] = [
    ("in Leeds, England, Tuesday, June 3.", Some("2025-06-03"), &[]),
    ("in Leeds, England, Wednesday, June 3.", Some("2025-06-03"), &["date-weekday-mismatch"]),
    ("in Leeds, England, on June 3.", Some("2025-06-03"), &[]),
    // Nobody says that the picture was taken then.
    ("of the June 3 fire in Leeds, England.", None, &["date-missing"]),
    ("in Leeds, England, Wednesday, July 2.", Some("2025-07-02"), &["date-after-document"]),
    // Not near: of another year, or a slip.
    ("in Leeds, England, Wednesday, April 15.", None, &["date-missing"]),
    ("in Leeds, England, on April 15.", None, &["date-missing"]),
];

#[test]
fn a_day_without_a_year_is_of_the_week_before_its_document() {
    for (said, day, checks) in DAYS_WITHOUT_A_YEAR {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        let text = format!("Published: June 6, 2025\n\nA survivor speaks {said} (AP Photo/Jane Roe)\n");
        std::fs::write(&path, text).unwrap();
        let catalog = folder.path().join("c.captions");
        let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
        session.import(&[path], &Unwatched, &Cancel::default()).unwrap();
        let snapshot = session.snapshot().unwrap();
        let date = snapshot.captions[0].date_created.map(|d| d.to_string());
        assert_eq!(date.as_deref(), day, "{said}");
        let asked: Vec<&str> =
            snapshot.findings.iter().map(|f| f.check.as_str()).filter(|c| c.starts_with("date")).collect();
        assert_eq!(asked, checks, "{said}");
    }
}

#[test]
fn the_order_of_other_numeric_dates_settles_an_ambiguous_one() {
    let proposed = |captions: &[&str]| {
        let snapshot = snapshot(captions, None);
        let finding = snapshot.findings.iter().find(|f| f.check == "date-ambiguous").expect("ambiguous");
        finding.fixes.iter().map(|f| f.to.cell()).collect::<Vec<_>>()
    };
    let (one, open) = ("A dancer waves in Leeds, 13/06/2025.", "A drummer waves in Leeds, 05/09/2025.");
    let (other, third) = ("A singer waves in Leeds, 27/05/2025.", "A singer waves in Leeds, 05/27/2025.");
    assert_eq!(proposed(&[one, other, open]), ["2025-09-05"]);
    assert_eq!(proposed(&[third, open]), ["2025-05-09"]);
    // They are not at one.
    assert_eq!(proposed(&[one, third, open]), [""; 0]);
    assert_eq!(proposed(&[open]), [""; 0]);
}

#[test]
fn scenes_say_of_two_days_what_the_checks_say() {
    let on = |what: &str, event: &str, day: &str| {
        format!("{what} during the {event} in Lisbon, Portugal, {day}, 2025.")
    };
    for (event, split) in [("Harbour Games closing ceremony", true), ("Harbour Fashion Week", false)] {
        let captions = [
            on("Fireworks explode", event, "Sunday, May 4"),
            on("Fireworks light the bay", event, "Sunday, May 4"),
            on("Fireworks fade", event, "Monday, May 5"),
        ];
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        let snapshot = snapshot(&captions, None);
        let scenes = snapshot.scenes(&[0, 1, 2]);
        let note = scenes[0].note.as_deref().expect("two days");
        let said = found(&snapshot, "date-scene-split");
        assert_eq!(said.len(), usize::from(split), "{event}");
        assert_eq!(note.contains("midnight"), split, "{event}: {note}");
        assert!(said.iter().all(|s| s.ends_with(note)), "{note}");
    }
}

/// What happens once by its name, on two days, and whether that is asked about.
const OCCASIONS: [(&str, [&str; 4], bool); 12] = [
    ("Old Pier opening concert", ["3", "3", "4", ""], true),
    ("Ferro concert", ["3", "3", "3", "4"], true),
    ("Ferro concert", ["3", "3", "4", "4"], false),
    ("Ferro concert", ["3", "3", "4", ""], false),
    ("Super Bowl LIX", ["3", "3", "4", ""], true),
    ("Lakes Series Game 7", ["3", "3", "4", ""], true),
    ("Lakes basketball game", ["3", "3", "3", "4"], false),
    ("Harbour Day parade", ["3", "3", "4", ""], true),
    ("River Carnival parade", ["3", "3", "3", "4"], false),
    ("Orchard rocket launch", ["3", "3", "4", ""], true),
    ("Lakes film festival", ["3", "3", "3", "4"], false),
    ("Old Pier gala dinner", ["3", "3", "4", ""], true),
];

#[test]
fn occasions_by_their_name_are_one_and_what_comes_back_the_next_day_is_not() {
    let who = ["Ana Prata waves", "Fans cheer", "A girl looks on", "Eva Holm bows"];
    for (event, days, split) in OCCASIONS {
        let on = |(what, day): (&&str, &&str)| {
            format!("{what} during the {event} in Lisbon, Portugal, May {day}, 2025.")
        };
        let captions: Vec<String> = who.iter().zip(&days).filter(|(_, d)| !d.is_empty()).map(on).collect();
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        let snapshot = snapshot(&captions, None);
        assert_eq!(found(&snapshot, "date-event-split").len(), usize::from(split), "{event} {days:?}");
    }
}

#[test]
fn celebrations_of_the_new_year_are_one_night() {
    for celebrations in ["New Year celebrations", "New Year's Eve celebrations", "New Year’s celebrations"]
    {
        new_years_night(celebrations);
    }
}

fn new_years_night(celebrations: &str) {
    let captions = [
        "People dance during New Year celebrations in Lisbon, Portugal, Tuesday, Dec. 31, 2024.",
        "People hug during New Year celebrations in Lisbon, Portugal, Wednesday, Jan. 1, 2025.",
        "People kiss during New Year celebrations in Lisbon, Portugal, Wednesday, Jan. 1, 2025.",
        "People sing during New Year celebrations in Lisbon, Portugal, Wednesday, Jan. 1, 2025.",
    ];
    let captions = captions.map(|c| c.replace("New Year celebrations", celebrations));
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let snapshot = snapshot(&captions, None);
    let split = found(&snapshot, "date-event-split");
    assert!(split.len() == 1 && split[0].contains("midnight"), "{split:?}");
}

#[test]
fn a_gallery_is_not_of_the_event_that_one_of_its_captions_names() {
    let (_folder, session) = catalog_of(&[
        &[
            "Runners cross the bridge during the Harbour Marathon in Lisbon, Portugal, Sunday, May 4, 2025.",
            "Cows return from the pastures in Appenzell, Switzerland, Sunday, May 4, 2025.",
            "Fog lies over the lake in Bled, Slovenia, Saturday, May 3, 2025.",
        ],
        // Where most of a document is of one event, what names no event is of it, too.
        &[
            "Voters queue during the Ruritanian election in Strelsau, Ruritania, Sunday, May 11, 2025.",
            "Ballots are counted after the Ruritanian election in Strelsau, Ruritania, Sunday, May 11, 2025.",
            "Supporters cheer in Zenda, Ruritania, Sunday, May 11, 2025.",
            "A bear sleeps in Zenda, Ruritania, Wednesday, Feb. 12, 2025.",
        ],
        // March is no event.
        &["The skater, who turns 23 in March, warms up in Leeds, England, Tuesday, June 3, 2025."],
    ]);
    let captions = session.snapshot().unwrap().captions;
    let events: Vec<_> = captions.iter().map(|c| c.event.as_deref()).collect();
    let marathon = Some("Harbour Marathon");
    let election = Some("Ruritanian election");
    assert_eq!(events, [marathon, None, None, election, election, election, None, None]);
}
