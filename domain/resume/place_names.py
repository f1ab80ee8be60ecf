"""Names of well-known places, so that a bare city is not taken for an employer."""

_STATES_TEXT = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI
SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB NSW VIC QLD UK USA US UAE EU
"""
STATES = frozenset(_STATES_TEXT.split())
_PLACES_TEXT = """
united states|united states of america|united kingdom|england|scotland|wales|northern ireland|ireland|germany|
deutschland|france|spain|españa|italy|italia|portugal|brazil|brasil|mexico|méxico|canada|australia|new zealand|
india|china|japan|korea|south korea|singapore|malaysia|indonesia|philippines|vietnam|thailand|pakistan|bangladesh|
sri lanka|nepal|nigeria|kenya|ghana|south africa|egypt|morocco|tunisia|israel|turkey|türkiye|greece|poland|polska|
czech republic|czechia|slovakia|hungary|romania|bulgaria|serbia|croatia|slovenia|austria|österreich|switzerland|
schweiz|netherlands|the netherlands|belgium|luxembourg|denmark|norway|sweden|finland|iceland|estonia|latvia|
lithuania|ukraine|russia|argentina|chile|colombia|peru|uruguay|venezuela|ecuador|saudi arabia|qatar|
united arab emirates|dubai|hong kong|taiwan|california|texas|new york|florida|massachusetts|washington|illinois|
oregon|georgia|ohio|virginia|colorado|arizona|michigan|pennsylvania|north carolina|minnesota|ontario|quebec|
british columbia|bavaria|london|berlin|munich|paris|madrid|barcelona|amsterdam|dublin|toronto|vancouver|sydney|
melbourne|bangalore|bengaluru|mumbai|delhi|new delhi|hyderabad|chennai|pune|tokyo|seattle|boston|chicago|austin|
san francisco|los angeles|denver|atlanta|portland|zurich|zürich|vienna|wien|warsaw|prague|stockholm|oslo|copenhagen|
helsinki|lisbon|milan|rome|hamburg|frankfurt|cologne|manchester|edinburgh|valencia|seville|sevilla|bilbao|lyon|
marseille|toulouse|lille|nantes|turin|torino|naples|bologna|florence|porto|kraków|krakow|wrocław|gdańsk|poznań|łódź|
warszawa|brno|budapest|bucharest|sofia|athens|belgrade|zagreb|ljubljana|bratislava|kyiv|lviv|tallinn|riga|vilnius|
gothenburg|malmö|bergen|aarhus|rotterdam|utrecht|eindhoven|the hague|antwerp|ghent|brussels|geneva|basel|bern|
lausanne|stuttgart|düsseldorf|leipzig|dresden|hanover|nuremberg|bremen|essen|dortmund|graz|salzburg|leeds|liverpool|
birmingham|bristol|sheffield|newcastle|nottingham|cardiff|belfast|glasgow|cork|galway|cambridge|oxford|brighton|
oakland|san jose|san diego|sacramento|palo alto|mountain view|menlo park|sunnyvale|cupertino|redmond|houston|dallas|
philadelphia|pittsburgh|baltimore|minneapolis|detroit|cleveland|columbus|nashville|charlotte|raleigh|miami|tampa|
orlando|phoenix|las vegas|salt lake city|kansas city|st. louis|new orleans|brooklyn|montreal|calgary|ottawa|
brisbane|perth|adelaide|auckland|wellington|kolkata|ahmedabad|noida|gurgaon|gurugram|jaipur|kochi|colombo|dhaka|
karachi|lahore|islamabad|kathmandu|osaka|kyoto|seoul|taipei|kuala lumpur|ho chi minh city|doha|riyadh|abu dhabi|
accra|kampala|johannesburg|cape town|casablanca|mexico city|monterrey|medellín|quito|caracas|rio de janeiro|
shanghai|beijing|shenzhen|manila|jakarta|bangkok|hanoi|lagos|nairobi|cairo|istanbul|tel aviv|buenos aires|santiago|
bogotá|lima|são paulo|aberdeen|bath|exeter|york|norwich|swansea|limerick|waterford|granada|málaga|zaragoza|murcia|
palermo|bari|catania|bordeaux|nice|strasbourg|rennes|montpellier|grenoble|coimbra|braga|linz|innsbruck|winterthur|
luzern|lucerne|delft|leiden|groningen|haarlem|leuven|liège|odense|aalborg|trondheim|stavanger|uppsala|tampere|turku|
espoo|szczecin|lublin|katowice|bydgoszcz|ostrava|plzeň|debrecen|cluj-napoca|timișoara|iași|varna|plovdiv|
thessaloniki|novi sad|split|maribor|košice|kharkiv|odesa|minsk|moscow|saint petersburg|tbilisi|yerevan|baku|almaty|
ankara|izmir|haifa|beirut|amman|jeddah|muscat|kuwait city|manama|addis ababa|dar es salaam|dakar|abidjan|tunis|
algiers|rabat|lusaka|harare|windhoek|durban|pretoria|guadalajara|puebla|tijuana|cali|barranquilla|guayaquil|córdoba|
rosario|montevideo|asunción|la paz|brasília|belo horizonte|porto alegre|curitiba|recife|salvador|fortaleza|edmonton|
winnipeg|quebec city|halifax|victoria|hobart|canberra|christchurch|nagoya|fukuoka|sapporo|yokohama|busan|guangzhou|
hangzhou|chengdu|wuhan|nanjing|cebu|davao|surabaya|bandung|penang|chiang mai|da nang|yangon|phnom penh|indore|
nagpur|lucknow|chandigarh|coimbatore|thiruvananthapuram|vadodara|surat|bhopal|mysore|patna|faisalabad|rawalpindi|
chittagong|kandy
"""
PLACES = frozenset(name.strip() for name in _PLACES_TEXT.replace("\n", "").split("|"))
"""Countries, regions and cities, in lower case."""
