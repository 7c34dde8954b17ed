//! Confused words, each wrong once and right once.

use super::confused_rows::{TABLES, is_list, rows};
use super::*;
use crate::text::dictionary;

pub(super) fn said(text: &str) -> String {
    let list: Vec<Word<'_>> = words(text).collect();
    let found = confused(text, &list);
    let said: Vec<String> = found.iter().map(|(span, by)| format!("{}={by}", &text[span.clone()])).collect();
    said.join(" ")
}

/// The kinds that a row may ask for, besides the named lists.
const KINDS: &str = "SET NAME NUMBER PREP ON ORDINAL LOSS SEA GOING PERSONS BEING NTH NOUN THINGS OWNED VERB SAYS MOVES GOES HOLDS \
    ORD POSS DOING END START";

#[test]
fn rows_are_words_that_look_alike() {
    let lines = TABLES.iter().flat_map(|table| table.lines());
    for line in lines.filter(|l| !l.starts_with(['#', '@'])) {
        assert!((4..=6).contains(&line.split('\t').count()), "{line}");
        assert!(line.split('\t').all(|column| column.split(' ').all(|part| !part.is_empty())), "{line}");
    }
    let parts = |side: &'static str| {
        side.split(' ').filter(|w| *w != "*").flat_map(|w| w.trim_start_matches('!').split(['_', '/', ',']))
    };
    let mut bad = Vec::new();
    for (wrong, row) in rows() {
        let meant = row.meant.to_lowercase();
        // What no dictionary has is told by the spelling.
        if !dictionary::known(wrong) && !wrong.starts_with("que") {
            bad.push(format!("unknown {wrong}"));
        }
        if !dictionary::known(&meant) && meant != "wales" {
            bad.push(format!("unknown {meant}"));
        }
        for part in
            parts(row.before).chain(parts(row.after)).chain(row.topic.split(' ')).chain(row.veto.split(' '))
        {
            let capital = part.starts_with(|c: char| c.is_ascii_uppercase());
            if capital && !is_list(part) && !KINDS.split_whitespace().any(|k| k == part) {
                bad.push(format!("{wrong}: no kind {part}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// A word of a kind, for a sentence that is made of a row.
fn example(part: &str) -> &str {
    let part = part.split('/').next().unwrap_or(part).trim_start_matches('~');
    match part {
        "LOSS" => "his shoe",
        "GOING" => "fans walking",
        "SET" => "the",
        "SAYS" => "waves",
        "NAME" => "Lyon",
        "PREP" => "in",
        "PERSONS" => "fans",
        "BEING" => "singer",
        "SEA" => "off the",
        "NUMBER" => "two",
        "ORD" => "third",
        "POSS" => "her",
        "*" => "x",
        other => other,
    }
}

/// Every row is met by a sentence made of it, and what is meant stands there in peace.
#[test]
fn every_row_tells_and_its_mending_is_silent() {
    let mut bad = Vec::new();
    for (wrong, row) in rows().filter(|(_, row)| row.topic == "*") {
        let capitals = |w: &str| w.starts_with(|c: char| c.is_ascii_uppercase());
        let known = |w: &str| !capitals(example(w)) || example(w) == "Lyon" || w == "END" || w == "START";
        // Kinds inside a row of words have their own tests.
        let words_of = |side: &'static str| -> Vec<&'static str> {
            side.split(' ').filter(|w| !w.starts_with('!') && w.split('_').all(known)).collect()
        };
        for before in words_of(row.before) {
            for after in words_of(row.after) {
                let put = |side: &str| match side {
                    "*" => "x".to_owned(),
                    side => side.split('_').map(example).collect::<Vec<_>>().join(" "),
                };
                let (b, a) = (put(before), put(after));
                let text = |word: &str| {
                    let b =
                        if before.starts_with("START") { b.replace("START", "x,") } else { format!("x {b}") };
                    match a.strip_suffix("END") {
                        Some(a) => format!("{b} {word} {a}").trim_end().to_owned() + ".",
                        None => format!("{b} {word} {a} y."),
                    }
                };
                let wrong_text = text(wrong);
                let told = said(&wrong_text);
                if !told.contains(&format!("{wrong}=")) {
                    bad.push(format!("silent: {wrong_text}"));
                }
                let again = said(&text(row.meant));
                if again.contains(&format!("{}=", row.meant)) {
                    bad.push(format!("{wrong_text}: {again}"));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{} {}", bad.len(), bad.join("\n"));
}

/// The words where they are right, beside what looks like a row.
#[test]
fn words_that_are_right_are_left_in_peace() {
    for text in [
        "Fans let loose the dogs, and an archer looses an arrow at the fair.",
        "Players lose heart in the second half and win or lose on penalties.",
        "The team led the race and will take the lead in the town.",
        "Families take there children every day and swap stories there.",
        "Years passed, a parade passed the town hall and the march passed the church.",
        "The London march passed the Cenotaph and a Senate vote passed the bill.",
        "A vote was passed by the council and she has past experience.",
        "They listened to much applause and were cheered.",
        "It is too hot, the way to many towns is closed, and it was to be late.",
        "There were two many-coloured kites, and he too waves.",
        "It is quite a crowd, a quiet day and quite the party.",
        "He holds his breath and swimmers come up to breathe in the pool.",
        "A nurse hands out clean cloths and a worker sells cloths of silk.",
        "Dessert on the table, desert storms and a ship of the desert in the sand.",
        "A diary of the dairy farm and a dairy in the town.",
        "Seen at an angle, an angel on the tree looks at a wide camera lens.",
        "A causal chain and casual workers at the port.",
        "A bear feet from the house, bare branches and a black bare wall.",
        "They bear arms, a bear in Yellowstone bears cubs and branches bear fruit.",
        "A lunch break, brakes on a bus and they break the record.",
        "A breech birth, a breach of the dam and riders in breeches of silk.",
        "A pole in the ground, north pole explorers and the polls open at seven.",
        "A piece of cake, peace in the town and three-piece suits.",
        "A palette of colours, a wooden palace and palates of wine tasters.",
        "Fans pour over the bridge and tea pours from a pot.",
        "The reign of the Queen, free rein, heavy rain and reins in hand.",
        "A roll of film, the role of the mayor and a leading rolling mill.",
        "The sight of land, a site in the town and officers cite the driver.",
        "A stationary bike, the stationery on a desk and stationery in the window.",
        "A straight line, straight of nature, and the Strait of Hormuz in the sun.",
        "A tow truck, toes in the sand and a boat in tow of another.",
        "A waste of time, waist deep water and waste around the town.",
        "Fans wear he-man masks and say where they were when he left.",
        "Whether the storm comes or not, bad weather in the town and the weather or the wind.",
        "A canon of the church, water cannons fired and the Canon of the works.",
        "Mount Calvary Church and a Calvary chapel in the town.",
        "Complementary colours, a complimentary remark and a full complement of crew.",
        "The county counsel speaks to the city council and the council houses.",
        "A currant bun, the current champion and red currants.",
        "A discrete unit, and a discreet distance is kept.",
        "Dual citizens duel with swords and a dual role with the band.",
        "A fair crowd, a book fair, a taxi fare and a bus fair for enthusiasts.",
        "Flair on the pitch, a flare in the sky and a flare of light.",
        "A gorilla fights a mountain guerrilla in a film.",
        "A hanger in a hangar, idle workers, idol worship and the Isle of Wight.",
        "The new bridge, they knew the mayor and he knew new friends.",
        "Lightning by night, lightening the load by hand and lighting the candles.",
        "A metal gate, gold metal thread, medals and a bronze metal statue.",
        "A minor injury, a miner in the pit and coal miners.",
        "Mourning the dead, people in mourning, this mourning period and morning light.",
        "A naval base, a navel and a pair of pears on a pear tree.",
        "A peak in the snow, they peek at the bride and fans at their peak.",
        "Pedal to the metal, they peddle wares and petals on the ground.",
        "A plain in the west, planes on the ground and plain clothes.",
        "The most populous in the land, and the populace of the town.",
        "Lions prey on deer, pilgrims pray at dawn and the prey of an owl.",
        "A profit of millions and the prophet of the town.",
        "A rap in the park, wraps of foil and a rap on the door.",
        "The sale of the house, they sail past and sales at the shop rise.",
        "Sore feet, kites soar and a sore loser.",
        "A steak at a grill, stakes in the ground and much at stake.",
        "A tale of two cities, its tail wags and its tale of woe.",
        "A throne in the hall, a ball thrown from a car and it was thrown away.",
        "High tide, a tied game and the tide is up to the wall.",
        "In vain, a vein of gold and in the vein of the old masters.",
        "They waive the fee, wave to fans and waves at sea.",
        "A whale in the bay, mourners wail and a whale watches the boat.",
        "A boarder at the school and bales of hay on the border.",
        "A birth in the family, give birth and a boat at its berth.",
        "A serial killer, breakfast cereals and a choral piece.",
        "A corpse on stage, the press corps and they flee to the market.",
        "Flour in the mill, a flower in a pot and grizzly weather.",
        "A grizzly in the wood, a herd of cows and he was heard of no more.",
        "A hole in the world, the whole team and the hole in the fence.",
        "The last knight of the order, a night in the town and a lesson.",
        "They lessen the load, a loan to the town and a lone piper.",
        "Mail for men, a moral tale, ore in the mine and a pale moon.",
        "A pain in the back, plum jam and a plum of a job.",
        "Her arm is raised to the crowd, last rights issue and a root of the tree.",
        "The crime scene, she is seen in the park and they see the sea.",
        "They sell cars, sew a quilt, the sole of a shoe and a soul singer.",
        "His son is setting out, the sun sets and stairs at the station.",
        "They steal a look, steel beams, a suit of armor and a hotel suite.",
        "A tier of seats, the river teems with fish and a ball she threw.",
        "He speaks through a lawyer, a thorough search and through a window.",
        "A troop of scouts, a dance troupe and the vale of tears.",
        "They wait for weight tests, weak tea and a week in the sun.",
        "A personal best, military personnel and a personal item.",
        "A descent of the hill, decent food and they devise a plan.",
        "They affect the crowd, all except the mayor and the award he accepts.",
        "She reads aloud to children, is allowed in and is bored on the bus.",
        "A bolder plan, a bridle on a horse, the cast of lower rank and a chord.",
        "Film crews at the port, a cruise and a cue for the band.",
        "Dear friends, they elicit laughs and an envelope in the post.",
        "A feat of strength, they find work and the fourth of July.",
        "The heroine of the film, our hour has come and the firm is liable.",
        "A maid in the house, a lion's mane and patience with the children.",
        "A dog's paws, peer pressure, the pier in the sun and presents in a box.",
        "A read of the book, the source of the river and they sought shelter.",
        "Children taught by nuns, a toad in the pond and wonders of the world.",
        "Fans of the sport, the cost of the war and knocks 10% off the cost of London travel.",
        "Help is needed by the town and pubic hair.",
        "The team says its own name is new and it's in its 12th year.",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
}

#[test]
fn words_are_told_by_their_neighbours() {
    for (text, want) in [
        ("Residents flee form a wildfire near the village.", "form=from"),
        ("Smoke rises form the ruins of the hotel.", "form=from"),
        ("Voters que outside the hall in the town.", "que=queue"),
        ("A house leans after it's foundation washed away in the flood.", "it's=its"),
        ("A cat sits on it’s basket in the yard.", "it’s=its"),
        ("A dog wags it's tail in the yard.", "it's=its"),
        ("A rider whose horse fell and who's helmet was lost in the mud.", "who's=whose"),
        ("Soldiers wade though the river to reach the town.", "though=through"),
        ("Fans hold there flags in the square.", "there=their"),
        ("The mayor waves too the crowd in the square.", "too=to"),
        ("There are more then 40 of them in the square.", "then=than"),
        ("The suspect is lead into the court in the town.", "lead=led"),
        ("The bus takes them tot he station in the town.", "tot he=to the"),
        ("The players collect there medals in the town.", "there=their"),
        ("Children wait for there lunch at a school.", "there=their"),
        ("Rui Melo preforms on the main stage in the town.", "preforms=performs"),
        ("Pouring rain effects a match in the town.", "effects=affects"),
        ("The choir sings it's first hymn in the town.", "it's=its"),
        ("Riders escort student's marching to a rally in the town.", "student's=students"),
        ("Mourners prey at the grave of the singer.", "prey=pray"),
        ("A solider stands at the gate of the palace.", "solider=soldier"),
        ("A rider looses a wheel and the team is loosing ground in the town.", "looses=loses loosing=losing"),
        ("The cast wave before taking there seats in the hall.", "there=their"),
        ("A ferry aground off the cost of Lyon.", "cost=coast"),
        ("Members of the pubic queue in the rain.", "pubic=public"),
        ("The show, now in it's 112th year, opens in the town.", "it's=its"),
        ("Dough is needed by hand at the bakery.", "needed=kneaded"),
        ("The Silver Band march passed the Lion Inn.", "passed=past"),
        ("A woman walks passed the gate of the palace.", "passed=past"),
        ("He places the ball on the penalty sport in the final.", "sport=spot"),
        ("The Prince of Whales waves in the Sahara Dessert.", "Whales=Wales Dessert=Desert"),
        ("Singer Ana Prata stairs at the sea.", "stairs=stares"),
        ("A dual with Rui Melo, where gulls duel.", "dual=duel"),
        // Near misses.
        ("Dancers form a circle and help form a chain in the square.", ""),
        ("People who gather form a circle in the square.", ""),
        ("The men on stilts form the end of the parade in the square.", ""),
        ("It's the last day, and it's been a good one in the town.", ""),
        ("A coach says it's time to leave and it's home in the end.", ""),
        ("The players walk, though the match is over in the rain.", ""),
        ("They stand there in the rain and go from there to the sea.", ""),
        ("Ana Prata, who's the mayor of the town, and who's left the hall.", ""),
        ("The lead singer is in the lead by the end of the race.", ""),
        ("A trail for walkers and a person on trial for theft in the town.", ""),
        ("A worker sorts bottle preforms on a belt in the town.", ""),
        ("Sound effects the crew made, and a new mayor effects a change in the town.", ""),
        ("They wait for there to be a vote and leave from there in the town.", ""),
        ("The club says it's first in the town and wins as it's last to play.", ""),
        ("The club offers driver's training and greets a student's waving friends in the town.", ""),
        ("A lion waits for its prey at the river in the park.", ""),
        ("Two fans, too the last to leave, wave in the rain.", ""),
        ("First one, then 40 of them jump in the river.", ""),
        ("A woman sings “Que sera” in the square, then a bow to and fro in the wind.", ""),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}
