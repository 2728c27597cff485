/** What the factory makes: the name, the family, and the shelf life in days. */
export const PRODUCTS: readonly (readonly [name: string, family: string, days: number])[] = [
  ["Tomato Basil Sauce", "Sauces", 365],
  ["Arrabbiata Sauce", "Sauces", 365],
  ["Green Pesto", "Sauces", 120],
  ["Curry Ketchup", "Sauces", 540],
  ["Honey Mustard Dressing", "Sauces", 240],
  ["Lentil Soup", "Soups", 300],
  ["Pumpkin Soup", "Soups", 45],
  ["Chicken Noodle Soup", "Soups", 300],
  ["Fish Chowder", "Soups", 30],
  ["Oat Cookies", "Bakery", 180],
  ["Butter Croissant", "Bakery", 5],
  ["Rye Bread", "Bakery", 9],
  ["Lemon Cake", "Bakery", 28],
  ["Herb Quark", "Dairy", 21],
  ["Strawberry Yoghurt", "Dairy", 24],
  ["Vanilla Pudding", "Dairy", 30],
  ["Salted Pretzels", "Snacks", 200],
  ["Hummus Chips", "Snacks", 150],
  ["Trail Mix", "Snacks", 270],
  ["Falafel", "Frozen", 420],
  ["Spinach Lasagne", "Frozen", 390],
  ["Vegetable Dumplings", "Frozen", 365],
];

export const VARIANTS = ["", "Organic", "Family Pack", "Low Salt"];

/** Ingredients by group. */
export const INGREDIENTS: Readonly<Record<string, readonly string[]>> = {
  Vegetables: [
    "Tomato Puree",
    "Onion Diced",
    "Carrot Cubes",
    "Spinach Leaf",
    "Pumpkin Pulp",
    "Garlic Paste",
    "Celery Root",
  ],
  Grains: ["Wheat Flour", "Rye Flour", "Oat Flakes", "Durum Semolina", "Barley Malt", "Rice Starch"],
  Dairy: ["Whole Milk", "Cream 30%", "Butter Unsalted", "Quark", "Skim Milk Powder", "Mozzarella"],
  Spices: [
    "Basil Dried",
    "Black Pepper",
    "Curry Powder",
    "Chili Flakes",
    "Cumin Ground",
    "Sea Salt",
    "Vanilla Extract",
  ],
  Oils: ["Olive Oil", "Sunflower Oil", "Rapeseed Oil", "Sesame Oil"],
  Sweeteners: ["Cane Sugar", "Honey", "Glucose Syrup", "Agave Syrup"],
  Proteins: ["Chicken Diced", "Cod Fillet", "Red Lentils", "Chickpeas", "Egg Powder", "Tofu"],
  Nuts: ["Hazelnut Pieces", "Almond Flakes", "Peanuts Roasted", "Cashews", "Pine Nuts"],
};

export const SUPPLIERS =
  "Agrofarm,Bellona Foods,Casa Verde,Dunkelberg Mills,Elba Dairy,Frutimar,Gaertner & Sons,Hollandse Zuivel,Iberia Oils,Jura Spices,Kornkraft,La Huerta,Mediterra,Nordfisch,Orient Spice Trading,Puszta Pepper,Quercus Nuts,Rheingold Sugar,Sole Mio,Tatra Milk,Ucker Grain,Valle d'Oro,Weser Eggs,Zeeland Onions".split(
    ",",
  );

export const TOWNS: readonly (readonly [city: string, country: string])[] = [
  ["Parma", "IT"],
  ["Sevilla", "ES"],
  ["Groningen", "NL"],
  ["Oldenburg", "DE"],
  ["Kassel", "DE"],
  ["Szeged", "HU"],
  ["Lublin", "PL"],
  ["Nantes", "FR"],
];

export const CUSTOMERS =
  "Frischmarkt,Bonanza Stores,Delimarkt,Hofladen Nord,Supermercato Blu,CityGrocer,Kantine Plus,Bistro Royal,Airline Catering,Online Pantry".split(
    ",",
  );

export const STAFF =
  "A. Krol,B. Sommer,C. Ricci,D. Peeters,E. Vargas,F. Nemeth,G. Lund,H. Blanc,I. Kowal,J. Brandt".split(",");
