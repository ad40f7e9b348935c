/** Names to draw from, by how a country writes them. They are common ones, put together at random: nobody is meant. */
interface NameStock {
  readonly order: 'FAMILY_FIRST' | 'GIVEN_FIRST';
  readonly given: readonly string[];
  readonly family: readonly string[];
}

function stock(order: NameStock['order'], given: string, family: string): NameStock {
  return { order, given: given.split(' '), family: family.split(' ') };
}

const latin = stock(
  'GIVEN_FIRST',
  'Ana Bruno Carla Diego Elena Felipe Gabriela Hugo Ines Jorge Lucia Mateo Nuria Oscar Paula',
  'Almeida Barros Castillo Duarte Espinosa Fonseca Gallego Herrera Ibarra Lozano Medina Navarro Ortega Pereira Quintana Rojas Salazar Varela',
);
const germanic = stock(
  'GIVEN_FIRST',
  'Anna Bastian Clara Dirk Eva Florian Greta Henrik Ida Jonas Karin Lars Mette Nils Sofie',
  'Arendt Brandt Christensen Dahl Eklund Fischer Gruber Hansen Iversen Jansen Keller Lindqvist Meyer Nilsson Olsen Vogel',
);
const english = stock(
  'GIVEN_FIRST',
  'Alice Benjamin Charlotte David Emma Francis Grace Henry Isla James Kate Liam Margaret Owen Ruth',
  'Archer Bennett Clarke Dawson Ellis Fletcher Grant Hughes Irving Lawson Mercer Norton Parker Reid Sutton Walsh',
);
const slavic = stock(
  'GIVEN_FIRST',
  'Adam Beata Danuta Filip Hana Ivan Jana Kamil Lenka Marek Nadia Oleg Petra Roman Zora',
  'Babic Cerny Dvorak Horvat Ivanov Kovac Lis Marek Novak Petrov Radic Simic Tomic Urban Vlasov',
);
const african = stock(
  'GIVEN_FIRST',
  'Abena Baraka Chidi Dalila Esi Farai Gloria Hamisi Imani Jabari Kofi Lindiwe Moses Naledi Tendai',
  'Abara Banda Chanda Dlamini Eze Gatwa Kamau Lungu Mensah Mutasa Ndlovu Okello Phiri Sesay Tembo Wanjiru',
);
const francophone = stock(
  'GIVEN_FIRST',
  'Aminata Blaise Celine Didier Estelle Fatou Gilles Helene Idriss Jeanne Koffi Laure Mamadou Noelle Rene',
  'Adjovi Bamba Camara Diallo Fofana Gueye Keita Lambert Mercier Ndiaye Ouedraogo Rousseau Sawadogo Toure Vasseur',
);
const arabic = stock(
  'GIVEN_FIRST',
  'Amina Bilal Dina Faris Hala Idris Jamila Karim Layla Malik Nadia Omar Rania Samir Yasmin',
  'Abbas Darwish Fahmi Haddad Jaber Khalil Mansour Nasser Qasim Rahman Saleh Tahir Yassin Zaki',
);
const southAsian = stock(
  'GIVEN_FIRST',
  'Anil Bina Chandra Deepa Farhan Gita Harsha Indira Kiran Leela Mohan Nisha Rafiq Sunita Vikram',
  'Ahmed Bhandari Chowdhury Das Fernando Gurung Hossain Iqbal Karki Malik Perera Rana Sharma Thapa Verma',
);
const southEastAsian = stock(
  'GIVEN_FIRST',
  'Arif Bayu Dewi Farah Intan Joko Lestari Malee Nurul Prasert Ratna Siti Somchai Wati Yusof',
  'Abdullah Bautista Chaiyasit Dimaculangan Hakim Ismail Kusuma Mendoza Pratama Rahayu Santoso Suwan Wijaya',
);
const japanese = stock(
  'FAMILY_FIRST',
  'Aoi Daichi Emi Haruto Kaede Makoto Nao Ryo Sakura Yuki',
  'Aizawa Doi Hirano Kuroki Matsubara Nishida Onodera Sawada Tachibana Yamagishi',
);
const korean = stock(
  'FAMILY_FIRST',
  'Ha-eun Ji-ho Min-jun Seo-yeon Su-bin Tae-yang Woo-jin Ye-rin',
  'Bae Cho Han Kang Lim Oh Seo Yoon',
);
const chinese = stock(
  'FAMILY_FIRST',
  'Bo Fang Hui Jian Lan Mei Ning Wei Xin Yan',
  'Cai Deng Feng Guo Hu Luo Peng Song Tang Xie',
);
const vietnamese = stock(
  'FAMILY_FIRST',
  'Anh Binh Dung Hanh Lan Minh Phuong Quang Thao Tuan',
  'Bui Dang Do Hoang Le Ngo Pham Tran Vu',
);
const mongolian = stock(
  'GIVEN_FIRST',
  'Altan Bolor Enkh Ganbat Khulan Naran Oyun Temur',
  'Bat Dorj Erdene Ganbold Munkh Sukh',
);
const hungarian = stock(
  'FAMILY_FIRST',
  'Agnes Balazs Dora Ferenc Judit Laszlo Reka Zoltan',
  'Balogh Farkas Juhasz Kocsis Molnar Szabo Takacs',
);

/** Countries (ISO 3166-1) by the stock that their delegates' names are drawn from. */
const codes: readonly (readonly [codes: string, stock: NameStock])[] = [
  ['AR BR CL CO EC ES IT MX PE PT SV', latin],
  ['AT BE CH DE DK FI NL NO SE', germanic],
  ['AU CA GB IE NZ US', english],
  ['CZ HR PL RS UA', slavic],
  ['GH KE MW NG RW TZ UG ZA ZM ZW', african],
  ['BJ CI FR SN', francophone],
  ['EG JO MA', arabic],
  ['BD IN LK NP', southAsian],
  ['ID TH', southEastAsian],
  ['CN', chinese],
  ['HU', hungarian],
  ['JP', japanese],
  ['KR', korean],
  ['MN', mongolian],
  ['VN', vietnamese],
];

/** The sixty countries of the conference, each with its stock of names. */
export const countries = codes.flatMap(([list, stock]) => list.split(' ').map((code) => ({ code, stock })));
