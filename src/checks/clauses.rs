//! What the checks of language know of clauses: verbs in both numbers, persons and animals one and several, and where a clause
//! begins. Lists, not a grammar: what they do not know is left in peace.

use std::collections::HashMap;

use super::words::Word;
use crate::text::dictionary;
use crate::text::lexicon::{self, ROLE};
use crate::text::wordset::WordMap;

/// Verbs of captions that are no nouns, or are hardly ever the second part of one: "a fan carry" is no compound.
const VERBS: &str = "accept add admire adjust announce appear apply approach argue arrange arrive ask assemble assist attach \
    attend avoid await bake bathe become beg begin belong blow board bounce bow bring build burn bury buy call carry catch \
    celebrate change chant chase chat cheer choose clap clean climb collapse collect come compete complete congratulate consider \
    consult continue cook count cover crash crawl create cross crowd cry decide decorate deliver demonstrate descend describe \
    destroy dig direct disappear discuss display dive donate drag draw drift drip drop eat embrace emerge empty enjoy enter erect \
    escape escort evacuate examine exchange exit explain explode express extinguish fall feed fill film find finish fix float \
    flee flip fly follow form gather gaze get give glide glow go grab greet grow hang happen harvest hear help hide hit hold honor \
    honour hug illuminate inspect install introduce invite join jump keep kick kiss kneel knock lay lean leap learn leave lie lift \
    light line listen load look lose maintain make march meet mourn move need negotiate observe obtain occupy offer operate oppose \
    overlook overtake pack paint participate pass pay perch perform pet pick place plant point pose pour pray prepare present press \
    proceed produce promote propose protect prove provide pull push put raise reach react read receive recite recover reflect \
    release remain remember remove repair replace rescue rehearse reopen resist respond retrieve reveal rise roar roll rush sail \
    salute save say scatter score scream search see seek seem sell send serve shake share shine shout sign signal sing sit sleep \
    slide smile soak sort speak spray spread stack stand stare start stay step stir stop stretch struggle suffer supply support \
    surround sweep swim swing take talk taste teach tell thank throw toss touch tower train travel treat try turn unfold unfurl \
    unload unveil use visit wait wave watch wear welcome win wipe write yell play work run ride walk dance fight rest train show \
    drive return open close clear dress warm dry fold tie shoot steer tow hoist wheel hand head face chop slice polish sew knit mow \
    plow plough sow water milk groom brush wash wrap toast drink sip chew bite sniff bark paddle row surf crouch duck dodge tackle \
    block dribble defend attack applaud bless baptize shelter queue browse haggle shop photograph record sketch track test measure \
    weigh scan monitor guard burn torch smash loot clash detain arrest question testify swear sue dock depart land sink flood mark \
    commemorate compare fasten assess demolish dismantle rebuild recreate reenact re-enact receive refuse request select separate \
    shape smell smoke snap sprint squeeze sting strap strum swallow teach tend thread tickle tip trim tug unite wade wander whisper \
    withdraw wrestle zip race vote protest strike rally cut set stroll skate ski parade study store sweep trail trade rappel rap surge \
    ring brandish huddle sway lounge relax gesture address adjourn deliberate demand allege appeal tune tap peer glance lick nibble \
    graze gallop trot nest peck splash dip swoop soar hover taxi refuel dust scrub rinse sift stitch weave spin carve mould mold comb \
    shave brew whisk knead grill roast fry unwrap rake hoe prune pluck plait braid own lead paddle hurl heckle lob slam volley putt \
    punch grapple pin vault heave haul drape pile scoop tend reel cuddle stroke mend inflate sprinkle ignite wrestle";

/// Of those, the ones that a noun before them makes a noun of: "a student protest", "the team bus".
const NOUNS: &str = "protest strike rally march walk dance run race ride play work show fight drive return vote visit parade \
    study store trade trail train tower rest call change crash drop fall find finish form help hit jump kick line load look move \
    pack pass place plant point press pull push read release rescue score search share shout sign signal start stay step stop \
    stretch supply support surge sweep swim swing talk touch travel turn use cover count cross crowd cry cook display draw escort \
    exit film fix hold leave light offer paint pet pick pose present repair roll rush sail salute scream slide smile spray spread \
    stack stand stroll rap welcome win catch chat cheer board blow guard climb dive chant chase watch wave kiss hug \
    dress hand head face drink shop queue test measure track sketch record photograph block tackle attack duck row surf wash toast \
    shelter burn torch clash arrest question dock land sink flood mark shape smell smoke snap sprint sting strap thread tip trim tug \
    milk water brush polish request bite sip close monitor scan ring gesture address demand appeal tune tap peer glance lick nest \
    splash dip taxi dust spin mould mold comb brew grill roast fry rake lead paddle slam volley putt punch pin vault haul drape pile \
    scoop reel cuddle stroke build glow";

/// Plain forms that are something else after a person: "a man hurt in the crash", "a singer live on stage".
const ELSE: &str = "hit cut set put read spread come close clear dress warm dry face hand head become run find light clean empty live present open cook guard pet";

/// Persons and animals, one of each, beside the roles that the list of words knows.
const BEINGS: &str = "actor activist adult councillor councilor councilman councilwoman agent angler animal apprentice artist assistant athlete aunt baby baker bartender \
    bather bear beekeeper believer bird boy builder butcher calf camel campaigner carpenter cat celebrant cheerleader chef \
    child choirboy citizen cleaner clerk climber clown colleague commuter competitor contestant cow craftsman customer cyclist \
    dancer daredevil debutant defender delegate demonstrator designer devotee diplomat dog doctor dolphin drummer duck elephant \
    employee engineer entertainer envoy evacuee expert fan farmer fighter finalist firefighter firework fisherman flagbearer foal \
    follower freediver friend girl goat goose grandmother grandfather guest gymnast harvester helper hiker horse horseman \
    hostage immigrant inmate inspector investigator judge juror kid kitten lady lamb learner lifeguard lineman lion lorry \
    maid man marcher medic meerkat member merchant migrant miner minister monk monkey motorist mourner musician native \
    neighbor neighbour nun nurse officer official olympian onlooker opponent otter owl owner painter paramedic parent parishioner \
    participant passenger passer-by patient pedestrian penguin performer person photographer pigeon pilgrim pilot player policeman \
    policewoman porter potter prisoner protester protestor puppy pupil puppeteer racegoer racer refugee relative reporter rescuer \
    resident reveller reveler rider rower runner sailor salesman scholar scout sculptor seagull seal seller shopper shopkeeper \
    singer skater skier soldier soprano spectator sportsman statesman steward striker student supporter surfer survivor swan \
    swimmer teacher technician teenager toddler tourist trader trainer traveler traveller trooper usher veteran viewer villager \
    vendor visitor voter waiter waitress walker warden weaver welder wife wolf woman worker worshipper worshiper wrestler \
    youngster youth zookeeper lawmaker leader legislator senator attendee festivalgoer concertgoer partygoer churchgoer \
    investor barrister solicitor banker broker analyst astronomer astronaut scientist researcher physicist chemist surgeon bowler \
    batsman batter umpire referee curler sweeper archer wicketkeeper jockey caddie golfer boxer fencer sprinter hurdler jumper \
    thrower weightlifter canoeist kayaker snowboarder biker motorcyclist mechanic marshal groundsman gardener florist footman \
    courtier pony hound hen rooster pig piglet donkey llama alpaca ferret squirrel rabbit fox heron gull stork turtle whale shark \
    crab wasp bee conductor violinist pianist cellist trumpeter guitarist composer choreographer ballerina sailor cadet recruit \
    pup cub hatchling fledgling chick joey gosling duckling cygnet terrier spaniel retriever collie poodle greyhound sheepdog labrador bulldog pug whippet corgi heifer mare stallion \
    filly ewe widow widower bride bridegroom nephew niece cousin grandson granddaughter stepson stepdaughter negotiator \
    commando paratrooper gunner bellringer fishmonger baker blacksmith shepherd beachgoer holidaymaker cosplayer gamer";

/// Words with an s at their end that are one, or name one: "news shows", "arms talks".
const ONE: &str = "news sports arms games means series species headquarters politics athletics gymnastics mathematics physics \
    economics darts billiards measles always perhaps besides towards afterwards outdoors indoors upstairs downstairs overseas \
    sometimes backwards forwards its this his hers ours yours theirs thanks regards customs goods savings gas lens bus christmas \
    canvas atlas pass kudos chaos cosmos rugs hours minutes seconds days weeks months years miles metres meters kilometres \
    kilometers feet dollars euros pounds points yards tons tonnes degrees lots tens hundreds thousands millions dozens decades \
    centuries times communications lives";

/// Of several things, and names of persons and teams with a capital: "Rivers performs", "the Lights".
const NAMES_TOO: &str = "woods banks waters rivers brooks fields hills wells stones parks mills wings bridges flowers marks sparks \
    knights bells cooks masters sanders bowers rogers jacobs eagles steps springs lights queens kings rangers giants angels";

/// What a word is as a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Verb {
    /// Also a noun that another noun may stand before.
    pub noun: bool,
    /// Also a participle or an adjective.
    pub other: bool,
}

static PLAIN: WordMap<Verb> = WordMap::new(|| {
    let has = |list: &str, word: &str| list.split_whitespace().any(|w| w == word);
    VERBS.split_whitespace().map(|w| (w, Verb { noun: has(NOUNS, w), other: has(ELSE, w) })).collect()
});

static BEING: WordMap<()> = WordMap::new(|| BEINGS.split_whitespace().map(|w| (w, ())).collect());
static NOT_MANY: WordMap<()> =
    WordMap::new(|| ONE.split_whitespace().chain(NAMES_TOO.split_whitespace()).map(|w| (w, ())).collect());

/// The verbs that change altogether: for one, for several.
const CHANGING: [(&str, &str); 4] = [("is", "are"), ("was", "were"), ("has", "have"), ("does", "do")];

/// Whether a word is a verb as it stands after `they`, and of which kind.
pub(super) fn plain(word: &str) -> Option<Verb> {
    if CHANGING.iter().any(|(_, many)| *many == word) {
        return Some(Verb { noun: false, other: false });
    }
    PLAIN.get(word)
}

/// The form after `they` of a word as it stands after `she`, and of which kind it is.
pub(super) fn of_one(word: &str) -> Option<(String, Verb)> {
    if let Some((_, many)) = CHANGING.iter().find(|(one, _)| *one == word) {
        return Some(((*many).to_owned(), Verb { noun: false, other: false }));
    }
    let stem = word.strip_suffix('s').filter(|w| !w.ends_with('s'))?;
    if let Some(verb) = PLAIN.get(stem) {
        return Some((stem.to_owned(), verb));
    }
    let shorter = stem.strip_suffix('e')?;
    let short = match shorter.strip_suffix('i') {
        Some(y) => format!("{y}y"),
        None => shorter.to_owned(),
    };
    // "lobes" is no form of "lob".
    PLAIN.get(&short).filter(|_| for_one(&short) == word).map(|verb| (short, verb))
}

/// A verb that stands after `they` as it stands after `she`.
pub(super) fn for_one(plain: &str) -> String {
    if let Some((one, _)) = CHANGING.iter().find(|(_, many)| *many == plain) {
        return (*one).to_owned();
    }
    match plain.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if plain.ends_with(['s', 'x', 'z', 'o']) || plain.ends_with("ch") || plain.ends_with("sh") => {
            format!("{plain}es")
        }
        _ => format!("{plain}s"),
    }
}

/// Whether a word in small letters is a person or an animal.
pub(super) fn being(word: &str) -> bool {
    BEING.has(word) || (lexicon::is(word, ROLE) && word.chars().all(char::is_alphabetic))
}

/// The singular of several persons or animals: `athletes`, `children`, `women`.
pub(super) fn beings(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let one = match word.as_str() {
        "people" | "police" => "person".to_owned(),
        "geese" => "goose".to_owned(),
        "wolves" => "wolf".to_owned(),
        "wives" => "wife".to_owned(),
        "calves" => "calf".to_owned(),
        w if w.ends_with("children") => "child".to_owned(),
        w if w.ends_with("men") => format!("{}man", &w[..w.len() - 3]),
        w => match w.strip_suffix("ies") {
            Some(stem) if being(&format!("{stem}y")) => format!("{stem}y"),
            _ => {
                let stem = w.strip_suffix('s')?;
                match stem.strip_suffix('e').filter(|s| !being(stem) && being(s)) {
                    Some(short) => short.to_owned(),
                    None => stem.to_owned(),
                }
            }
        },
    };
    (being(&one) && !NOT_MANY.has(&word)).then_some(one)
}

/// Plurals of four letters that are nothing else: most such words are names or verbs, too.
const SHORT: &str =
    "keys beds toys maps guns logs nets cars vans jets bins pots eggs bags hats pens huts cows cats";

/// Whether a word is a common noun's plural as far as the dictionary tells.
pub(super) fn things(word: &str) -> bool {
    let word = word.to_lowercase();
    if SHORT.split_whitespace().any(|w| w == word) {
        return true;
    }
    let ends = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || word.ends_with("ous");
    if ends || word.len() < 5 || NOT_MANY.has(&word) || !dictionary::common(&word) {
        return false;
    }
    let Some(stem) = word.strip_suffix('s') else { return false };
    let short = stem.strip_suffix('e').filter(|s| s.ends_with(['s', 'x', 'h', 'z']));
    let by_y = stem.strip_suffix("ie").map(|s| format!("{s}y"));
    dictionary::common(stem)
        || short.is_some_and(dictionary::common)
        || by_y.is_some_and(|w| dictionary::common(&w))
}

/// Whether a word in small letters is a common noun's plural, those among them that are names with a capital.
pub(super) fn small_things(word: &str) -> bool {
    things(word) || NAMES_TOO.split_whitespace().any(|w| w == word)
}

/// Small words that no noun phrase has inside: prepositions, conjunctions, pronouns, adverbs of place.
const BREAKS: &str = "of in on at by from with without to for into onto over under above below between among behind before after \
    during near beside inside outside around across along through past against toward towards until since despite like unlike and \
    or but nor not as while when where who which that what how why if than then there here he she it they we you i him her them us \
    me who whom whose is are was were be been being has have had do does did will would can could may might must should only \
    just also too very so both";

/// Words that say that there is one.
const SINGLE: &str = "a an one each every this that another either neither";

/// Words that may begin a noun phrase.
const BEGINS: &str = "the these those some many several all other two three four five six seven eight nine ten eleven twelve few \
    most our their his her its no more";

static SMALL: WordMap<u8> = WordMap::new(|| {
    let mut map = HashMap::new();
    map.extend(BEGINS.split_whitespace().map(|w| (w, 3)));
    map.extend(BREAKS.split_whitespace().map(|w| (w, 1)));
    map.extend(SINGLE.split_whitespace().map(|w| (w, 2)));
    map
});

/// Whether a word ends a noun phrase before it.
pub(super) fn breaks(word: &str) -> bool {
    SMALL.get(word) == Some(1)
}

/// Whether a word says that there is one: `a`, `each`.
pub(super) fn single(word: &str) -> bool {
    SMALL.get(word) == Some(2)
}

/// Whether a word stands only at the beginning of a noun phrase: `the`, `two`.
pub(super) fn begins(word: &str) -> bool {
    matches!(SMALL.get(word), Some(2 | 3))
}

/// Whether nothing but one space stands between two words.
pub(super) fn adjacent(text: &str, first: &Word<'_>, second: &Word<'_>) -> bool {
    &text[first.end()..second.at] == " "
}

/// Whether a clause begins with a word: the caption's first, the first of a sentence, or one behind `as` and `while`.
pub(super) fn clause(text: &str, list: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|n| list.get(n)) else {
        let ahead = &text[..list[at].at];
        let opens = |c| matches!(c, '"' | '“' | '(' | ' ');
        return ahead.chars().all(opens) || super::sentence::lead(text) == ahead.len();
    };
    let between = &text[before.end()..list[at].at];
    match before.text {
        // "dressed as pirates", "known as": no clause.
        "as" | "As" => {
            let verb = at.checked_sub(2).and_then(|n| list.get(n));
            // "As crowds scatter, a man falls" begins with one.
            between == " "
                && verb.is_none_or(|v| {
                    let w = v.text;
                    let such = [
                        "such", "known", "same", "well", "far", "long", "worn", "seen", "act", "acts",
                        "serves", "works", "used",
                    ];
                    !w.ends_with("ed") && !w.ends_with("ing") && !such.contains(&w)
                })
        }
        "while" | "when" | "where" | "While" | "When" => between == " ",
        // Behind a dateline, "LYON, FRANCE - MAY 4: ", the caption's own words begin.
        _ if matches!(between, " - " | " – " | " — " | " -- " | ": " | ") - " | ") -- " | ") — ") => {
            super::sentence::lead(text) == list[at].at
        }
        w => {
            matches!(between, ". " | "! " | "? ")
                && w.len() >= 4
                && list[at].text.starts_with(char::is_uppercase)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_two_numbers() {
        for (one, many) in [
            ("waves", "wave"),
            ("carries", "carry"),
            ("watches", "watch"),
            ("is", "are"),
            ("goes", "go"),
            ("poses", "pose"),
        ] {
            assert_eq!(of_one(one).map(|(v, _)| v).as_deref(), Some(many), "{one}");
            assert_eq!(for_one(many), one);
        }
        assert!(of_one("bus").is_none() && of_one("across").is_none() && plain("waves").is_none());
    }

    #[test]
    fn several_are_told_from_one() {
        for yes in ["Athletes", "children", "women", "police", "waitresses", "ladies", "Firefighters"] {
            assert!(beings(yes).is_some(), "{yes}");
        }
        for no in ["James", "bus", "class", "Paris", "news", "woman"] {
            assert!(beings(no).is_none(), "{no}");
        }
        assert!(
            things("Boats")
                && things("Churches")
                && !things("News")
                && !things("princess")
                && !things("James")
        );
    }
}
