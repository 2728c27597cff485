export const FIRST_NAMES =
  "Alice,Ben,Carla,Dafydd,Eleanor,Farah,George,Hannah,Imran,Joanna,Keith,Lucy,Marek,Nadia,Oliver,Priya,Quentin,Rosie,Stefan,Tamsin,Umar,Violet,William,Yasmin,Zoe,Agnes,Brendan,Chloe,Declan,Edith".split(
    ",",
  );

export const LAST_NAMES =
  "Atkinson,Barlow,Cartwright,Drummond,Eastwood,Farrell,Gallagher,Hussain,Ingram,Jarvis,Khan,Lockwood,Mistry,Naylor,Okafor,Pemberton,Quigley,Rowntree,Sutcliffe,Thackray,Underhill,Varley,Whitaker,Yates,O'Brien,Nowak,Singh,Platt".split(
    ",",
  );

export const CITIES =
  "Leeds,York,Harrogate,Bradford,Sheffield,Hull,Wakefield,Ripon,Skipton,Whitby,Doncaster,Halifax,Selby,Otley".split(
    ",",
  );

export const PET_NAMES =
  "Bella,Max,Poppy,Charlie,Luna,Milo,Daisy,Rocky,Coco,Teddy,Molly,Archie,Willow,Biscuit,Pepper,Ginger,Smokey,Tilly,Oscar,Nala,Bramble,Fudge,Marmite,Ziggy".split(
    ",",
  );

export const BREEDS: Record<string, readonly string[]> = {
  Dog: ["Labrador", "Border Collie", "Whippet", "Cockapoo", "Great Dane", "Terrier", "Beagle", "Crossbreed"],
  Cat: ["Domestic Shorthair", "Maine Coon", "Siamese", "Bengal", "Ragdoll", "Crossbreed"],
  Rabbit: ["Netherland Dwarf", "Lop", "Rex"],
  Bird: ["Cockatiel", "Budgerigar", "African Grey"],
  Reptile: ["Corn Snake", "Bearded Dragon", "Tortoise"],
};

/** Kilograms, from a small adult to a large one. */
export const WEIGHTS: Record<string, readonly [number, number]> = {
  Dog: [4, 62],
  Cat: [2.4, 8.5],
  Rabbit: [0.9, 4.5],
  Bird: [0.03, 0.6],
  Reptile: [0.2, 7],
};

export const REASONS = [
  "annual check",
  "vaccination",
  "limping",
  "skin problem",
  "dental",
  "vomiting",
  "injury",
  "neutering",
  "behaviour",
];

export const TREATMENTS: readonly (readonly [name: string, category: string, price: number])[] = [
  ["General consultation", "Consultation", 42],
  ["Repeat consultation", "Consultation", 28],
  ["Blood test", "Diagnostics", 65],
  ["X-ray", "Diagnostics", 140],
  ["Ultrasound", "Diagnostics", 180],
  ["Castration", "Surgery", 210],
  ["Wound suture", "Surgery", 160],
  ["Tooth extraction", "Dental", 95],
  ["Scale and polish", "Dental", 150],
  ["Antibiotic injection", "Medication", 24],
  ["Pain relief tablets", "Medication", 12],
  ["Flea treatment", "Medication", 16],
  ["Nail clipping", "Grooming", 14],
];

export const ROLES = ["Veterinarian", "Veterinarian", "Nurse", "Nurse", "Receptionist", "Practice Manager"];
