//! How agencies print subjects with much behind them, wrong and right.

use super::*;
use crate::checks::clauses::clause;
use crate::checks::words::words;

fn found(text: &str) -> Option<String> {
    let list: Vec<Word<'_>> = words(text).collect();
    (0..list.len())
        .filter(|at| clause(text, &list, *at))
        .find_map(|at| slip(text, &list, at))
        .map(|s| format!("{}={}", &text[s.put.0], s.put.1))
}

#[test]
fn verbs_far_from_their_subject_are_told() {
    for (text, want) in [
        // Behind a clause.
        ("The Jersey that won two ribbons last summer rest in its stall at the fair.", "rest=rests"),
        ("The boats that were built for the jubilee sails past the fort on the coast.", "sails=sail"),
        (
            "The raft that pupils of the school had built from 40 oil drums sink within sight of land.",
            "sink=sinks",
        ),
        ("The dog that rescued three hikers last winter stand beside its handler.", "stand=stands"),
        (
            "Members of the electoral commission who arrived before dawn unlocks a ballot box at a school.",
            "unlocks=unlock",
        ),
        ("Smoke from dozens of charcoal grills drift across the lake as anglers cook.", "drift=drifts"),
        ("A bridge that connects two islands sway in the wind near the harbor.", "sway=sways"),
        ("A woman who lost her house in the floods sort through her belongings.", "sort=sorts"),
        ("Farmers who have lost their cattle blocks the road to the capital.", "blocks=block"),
        ("The players who won the final last week parades through the town.", "parades=parade"),
        ("The houses that survived the fire appears through the smoke after two days.", "appears=appear"),
        ("The caravels that were built for the jubilee sails past the fort.", "sails=sail"),
        ("The statue that workers removed from two of the squares lie in a yard.", "lie=lies"),
        (
            "Smoke rises as the tower that firefighters had saved from the flames collapse into the street.",
            "collapse=collapses",
        ),
        // One of several.
        (
            "One of the officials who oversee the throws measure a javelin throw in the rain.",
            "measure=measures",
        ),
        ("One of the two climbers wave to the crew of a helicopter.", "wave=waves"),
        ("One of the rescued sailors embrace his mother at the port.", "embrace=embraces"),
        ("One of his daughters carry a wreath to the grave.", "carry=carries"),
        // Things, with a phrase behind them.
        (
            "The flags of the eight states and of the six nations flutters outside the hall.",
            "flutters=flutter",
        ),
        ("The flags of Spain and Portugal hangs from a balcony.", "hangs=hang"),
        ("Houses along the river in the old town floats on the water.", "floats=float"),
        ("Photographs of the victims lines the walls of the chapel.", "lines=line"),
        ("The roof of two houses lie in the street after the storm.", "lie=lies"),
        ("The wreckage of several cars block a road near the airport.", "block=blocks"),
        ("A sign on one of the buses thank the drivers.", "thank=thanks"),
        ("Boxes of food from the charity waits to be loaded.", "waits=wait"),
        // What cannot be counted.
        ("Ash from the two craters cover rice terraces near the town.", "cover=covers"),
        ("Smoke from fires blanket the skyline in the morning.", "blanket=blankets"),
        ("Thick smoke from several factories drift over the city.", "drift=drifts"),
        ("Water from two rivers flood the streets of the town.", "flood=floods"),
        ("Snow cover the roofs of the village.", "cover=covers"),
        ("Rubble from collapsed buildings block a street in the city.", "block=blocks"),
        ("Smoke rise from a burning house near the front.", "rise=rises"),
        // What commas set off.
        (
            "The captain of the ferry Ana Maria, along with two crew members, answer questions from the police.",
            "answer=answers",
        ),
        (
            "The widow of singer Rui Melo, with her six children, follow his casket out of the church.",
            "follow=follows",
        ),
        ("Mayor Ana Prata, accompanied by her aides, tour the flooded district.", "tour=tours"),
        ("The bride, followed by her bridesmaids, leave the church.", "leave=leaves"),
        ("Ana Prata, 14, who learned to hunt from her grandfather, train a young eagle.", "train=trains"),
        ("A firefighter, together with two neighbors, carry a goat to safety.", "carry=carries"),
        ("Villagers, some of them on motorbikes, leaves their homes in the rain.", "leaves=leave"),
        ("Reporters, among them a crew from Lyon, waits for a news conference.", "waits=wait"),
        (
            "Schoolchildren, whose lessons have been moved to a hall, wears goggles against the ash.",
            "wears=wear",
        ),
        ("Fans, many wearing the team's colors, celebrates in the square.", "celebrates=celebrate"),
    ] {
        assert_eq!(found(text).as_deref(), Some(want), "{text}");
    }
}

#[test]
fn right_captions_that_look_alike_are_left_in_peace() {
    for text in [
        "The Jersey that won two ribbons last summer rests in its stall at the fair.",
        "The team that won two cups last summer rest in their hotel.",
        "The band that opened the festival play on the main stage.",
        "The Heat that won the title last summer play in their old arena.",
        "The boats that were used for the harbor tours in the summer.",
        "The raft that sank last year and the one that won it float in the harbor.",
        "The man who saw the boats sink in the harbor speaks to reporters.",
        "A nurse who helps children cross the road every day.",
        "The coach who made fans cheer in the stands at the final.",
        "The band that will play in the park at the end of the tour.",
        "The hope that fans return to the ground before the end of the year.",
        "The boats moored in the harbour rock in the wind.",
        "The woman who fans cheer on at the finish is Ana Prata.",
        "The players who won the final last week parade through the town.",
        "The horses that children ride at the fair rest in a barn.",
        "The house that the storm left standing looks out on the sea.",
        "Fishermen who were the first to reach the ferry mend their nets.",
        "Police who were called to the scene stand guard.",
        "One of the horses children ride at the fair.",
        "One of the songs the band play on stage is new.",
        "One of the officials who oversee the throws measures a javelin throw.",
        "One of the men's race winners waves to the crowd.",
        "One of the costumes fans wear to the games in the city.",
        "One of the most popular rides at the fair.",
        "A sea of fans wave flags in the square.",
        "A pair of twins wave to the crowd.",
        "The last of the boats leave the harbor.",
        "The rest of the passengers wait on the quay.",
        "A number of cars block the road to the coast.",
        "The majority of voters back the plan.",
        "The crew of HMS Porto, the winning raft, celebrate on the river.",
        "The choir of the church of Santa Maria sing during the ceremony.",
        "Pictures from the fashion shows in the city this week.",
        "Photos of the team games in the park.",
        "Scenes from a play about the war opens the show.",
        "Posters for the film that opens in the city cover a wall.",
        "The doors of the house workers repair in the old town.",
        "The flags of Spain and Portugal flutter and the crowd cheers in the square.",
        "Vehicles in the car park the city closed.",
        "News of the results spread through the crowd.",
        "Smoke from fires blankets the skyline in the morning.",
        "Snow and ice cover the roofs of the village.",
        "Water polo players warm up at the pool.",
        "Rain drops from the leaves of a tree after the storm.",
        "Snow cover in the mountains is low this year.",
        "Smoke from fires that burn in the hills drifts over the city.",
        "Food stalls line the street during the festival.",
        "The captain of the ferry, along with two crew members, answers questions from the police.",
        "The captain, the mate and two sailors, along with a cook, answer questions.",
        "The mayor and her husband, along with their children, wave to the crowd.",
        "Arcade Fire, along with guests, perform on the main stage.",
        "The staff, along with pupils, plant trees in the yard.",
        "Reporters, among them a crew from Lyon, wait for a news conference.",
        "Flowers, some of them red, marks the spot.",
        "Fans, with flags, signs in the stands and songs, wait for the team.",
        "A table with bread, fish, rice in bowls, and fruit.",
        "Ana Prata, 14, who learned to hunt from her grandfather, trains a young eagle.",
        "Ana Prata, left, who won, and Rui Melo, right, wave to the crowd.",
        "Nuns of the Order of Santa Clara, who have trained since Lent, play football.",
        "Ducks, which have right of way under the rules, hold up the race.",
        "Sheep, their fleeces dyed pink for a festival, cross a road.",
        "City crews, none of whom are on strike, salt the steps of the courthouse.",
        "The gate of the stadium fans enter by is closed.",
        "A man on one of the boats waves as the crews race past.",
        "The bus stops at the school that the children attend stand empty.",
        "The owners of the shop that sells bread queue for flour.",
        "The Duke and Duchess of Lyon, with their children, wave from a balcony.",
        "A guard of honour, made up of cadets, salute the coffin.",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}
