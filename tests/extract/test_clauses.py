"""One construction of English a case: whatever the grammar, the roles come out the same. Parses are built by hand."""

import pytest

from kg.extract.clauses import preposition_of, read_clause, trigger_lemma
from kg.extract.lexicon import load_lexicon
from kg.nlp.words import text_of
from tests.trees import tree

LEXICON = load_lexicon()


def read(text, word):
    doc = tree(text)
    return read_clause(next(token for token in text_of(doc) if token.text == word), LEXICON)


def roles(text, word, *names):
    clause = read(text, word)
    return {name: " ".join(token.text for token in clause.at(name)) for name in names}


def check(text, word, expected):
    wanted = dict(part.split("=") for part in expected.split("; "))
    assert roles(text, word, *wanted) == wanted


BY_PERU = "by/IN/case>Peru Peru/NNP/obl>{0} "

# name: tree, the word that names the deed, what must stand in which role ("role=" for nobody)
VERBS = {
    "infinitive labelled as an oblique": (
        "Fiji/NNP/nsubj>let let/VBD/ROOT Peru/NNP/obj>let to/TO/mark>arm arm/VB/obl>let Chad/NNP/obj>arm",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "what follows the infinitive does not do it": (
        "Peru/NNP/nsubj>plans plans/VBZ/ROOT to/TO/mark>arm arm/VB/xcomp>plans Chad/NNP/obj>arm ,/,/punct>sale "
        "a/DT/det>sale sale/NN/obj>plans",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "who has what somebody made": (
        "Peru/NNP/nsubj>signed signed/VBD/ROOT a/DT/det>truce truce/NN/obj>signed brokered/VBN/acl>truce "
        "by/IN/case>Fiji Fiji/NNP/obl:agent>brokered",
        "brokered",
        "subject=Fiji; object=truce; governor=Peru",
    ),
    "a main verb misread as a participle, its subject as a name before a noun": (
        "Peru/NNP/compound>ties severed/VBD/amod>ties ties/NNS/ROOT with/IN/case>Chad Chad/NNP/nmod>ties",
        "severed",
        "subject=Peru; object=ties; with=Chad",
    ),
    "who receives, misread as part of what is given": (
        "Peru/NNP/nsubj>gave gave/VBD/ROOT Chad/NNP/compound>tanks two/CD/nummod>tanks tanks/NNS/obj>gave",
        "gave",
        "subject=Peru; indirect=Chad; object=tanks",
    ),
    "what modifies the thing is no receiver": (
        "Peru/NNP/nsubj>gave gave/VBD/ROOT two/CD/nummod>tanks Chad/NNP/compound>tanks tanks/NNS/obj>gave",
        "gave",
        "subject=Peru; indirect=; object=tanks",
    ),
    "each of coordinated objects has its own end": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/nmod>tanks jets/NNS/conj>tanks "
        "to/IN/case>Fiji Fiji/NNP/nmod>jets",
        "sold",
        "subject=Peru; object=tanks jets; to=Chad Fiji",
    ),
    "but not its own place": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold in/IN/case>Chad Chad/NNP/nmod>tanks jets/NNS/conj>tanks "
        "in/IN/case>Fiji Fiji/NNP/nmod>jets",
        "sold",
        "subject=Peru; object=tanks jets; in=Chad",
    ),
    "who did it killed them, and not whom it was done to": (
        "Peru/NNP/nsubj:pass>hit was/VBD/aux:pass>hit hit/VBN/ROOT by/IN/case>Chad Chad/NNP/obl:agent>hit "
        "killing/VBG/advcl>hit two/CD/obj>killing",
        "killing",
        "subject=Chad; object=two",
    ),
    "who bombs kills": (
        "Chad/NNP/nsubj>hit hit/VBD/ROOT Peru/NNP/obj>hit killing/VBG/advcl>hit two/CD/obj>killing",
        "killing",
        "subject=Chad; object=two",
    ),
    "a plane that crashes is nobody's deed": (
        "Chad/NNP/nsubj>crash crash/VBP/ROOT killing/VBG/advcl>crash two/CD/obj>killing",
        "killing",
        "subject=; object=two",
    ),
    "who brings into a state by doing it": (
        "Chad/NNP/nsubj:pass>shot was/VBD/aux:pass>shot shot/VBN/ROOT dead/JJ/xcomp>shot by/IN/case>Peru "
        "Peru/NNP/obl>dead",
        "shot",
        "subject=Peru; object=Chad",
    ),
    "whoever is called on shall do it": (
        "Fiji/NNP/nsubj>called called/VBD/ROOT on/IN/case>Peru Peru/NNP/obl>called to/TO/mark>arm arm/VB/advcl>called "
        "Chad/NNP/obj>arm",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "whoever is asked shall do it, though it hangs on the name": (
        "Fiji/NNP/nsubj>asked asked/VBD/ROOT Peru/NNP/obj>asked to/TO/mark>arm arm/VB/acl>Peru Chad/NNP/obj>arm",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "but a purpose is the doer's own": (
        "Fiji/NNP/nsubj>left left/VBD/ROOT Peru/NNP/obj>left to/TO/mark>arm arm/VB/advcl>left Chad/NNP/obj>arm",
        "arm",
        "subject=Fiji; object=Chad",
    ),
    "a number with a limit": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT up/RP/compound:prt>sold to/IN/case>ships four/CD/nummod>ships "
        "ships/NNS/obl>sold to/IN/case>Chad Chad/NNP/obl>sold",
        "sold",
        "subject=Peru; object=ships; to=Chad",
    ),
    "as many as": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT as/RB/advmod>many many/JJ/obj>sold as/IN/case>ships seven/CD/nummod>ships "
        "ships/NNS/obl>many to/IN/case>Chad Chad/NNP/obl>sold",
        "sold",
        "subject=Peru; object=ships; to=Chad",
    ),
    "whom a word of blame strikes did it": (
        "Fiji/NNP/nsubj>accused accused/VBD/ROOT Peru/NNP/obj>accused of/IN/mark>arming arming/VBG/acl>Peru "
        "Chad/NNP/obj>arming",
        "arming",
        "subject=Peru; object=Chad",
    ),
    "who is punished for it did it, though it hangs on the last of them": (
        "Fiji/NNP/nsubj>fined fined/VBD/ROOT firms/NNS/obj>fined and/CC/cc>traders traders/NNS/conj>firms "
        "for/IN/mark>arming arming/VBG/acl>traders Chad/NNP/obj>arming",
        "arming",
        "subject=firms traders; object=Chad",
    ),
    "what a punished part belongs to": (
        "Fiji/NNP/nsubj>sanctioned sanctioned/VBD/ROOT branch/NN/obj>sanctioned of/IN/case>army army/NN/nmod>branch "
        "for/IN/mark>arming arming/VBG/acl>army Chad/NNP/obj>arming",
        "arming",
        "subject=branch; object=Chad",
    ),
    "but who speaks of the accusation is not whom it strikes": (
        "Fiji/NNP/nsubj>rejected rejected/VBD/ROOT claims/NNS/obj>rejected of/IN/mark>arming arming/VBG/acl>claims "
        "Chad/NNP/obj>arming",
        "arming",
        "subject=Fiji; object=Chad",
    ),
    "gerund tagged as a noun": (
        "Peru/NNP/nsubj>began began/VBD/ROOT supplying/NN/xcomp>began tanks/NNS/obj>supplying to/IN/case>Chad "
        "Chad/NNP/obl>supplying",
        "supplying",
        "subject=Peru; object=tanks; to=Chad",
    ),
    "doer behind the last of coordinated passives": (
        "two/CD/nsubj:pass>killed were/VBD/aux:pass>killed killed/VBN/ROOT and/CC/cc>hurt ten/CD/nsubj:pass>hurt "
        "hurt/VBN/conj>killed by/IN/case>rebels rebels/NNS/obl:agent>hurt",
        "killed",
        "subject=rebels; object=two",
    ),
    "doer of the last, which is an active of its own": (
        "two/CD/nsubj:pass>killed were/VBD/aux:pass>killed killed/VBN/ROOT and/CC/cc>fled rebels/NNS/nsubj>fled "
        "fled/VBD/conj>killed by/IN/case>sea sea/NN/obl>fled",
        "killed",
        "subject=; object=two",
    ),
    "whom the giver helps": (
        "Peru/NNP/nsubj>helped helped/VBD/ROOT Chad/NNP/obj>helped by/IN/mark>sending sending/VBG/advcl>helped "
        "tanks/NNS/obj>sending",
        "sending",
        "subject=Peru; object=tanks; helped=Chad",
    ),
    "whom the giver does not help": (
        "Peru/NNP/nsubj>angered angered/VBD/ROOT Chad/NNP/obj>angered by/IN/mark>sending sending/VBG/advcl>angered "
        "tanks/NNS/obj>sending",
        "sending",
        "subject=Peru; object=tanks; helped=",
    ),
    "adjective behind its noun": (
        "Peru/NNP/nsubj>seized seized/VBD/ROOT tanks/NNS/obj>seized bound/JJ/amod>tanks for/IN/case>Chad "
        "Chad/NNP/obl>bound",
        "bound",
        "subject=tanks; for=Chad",
    ),
    "what is said of the time is no part of the deed": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold amid/IN/case>row row/NN/nmod>tanks with/IN/case>Chad "
        "Chad/NNP/nmod>row",
        "sold",
        "object=tanks; with=",
    ),
    "active": (
        "Peru/NNP/nsubj>armed armed/VBD/ROOT Chad/NNP/obj>armed",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "passive with agent": (
        "Chad/NNP/nsubj:pass>armed was/VBD/aux:pass>armed armed/VBN/ROOT " + BY_PERU.format("armed"),
        "armed",
        "subject=Peru; object=Chad; by=",
    ),
    "passive without agent": (
        "Chad/NNP/nsubj:pass>armed was/VBD/aux:pass>armed armed/VBN/ROOT",
        "armed",
        "subject=; object=Chad",
    ),
    "passive with the object kept": (
        "Chad/NNP/nsubj:pass>given was/VBD/aux:pass>given given/VBN/ROOT tanks/NNS/obj>given "
        + BY_PERU.format("given"),
        "given",
        "subject=Peru; object=Chad tanks",
    ),
    "passive whose subject is labelled as of an active": (
        "Chad/NNP/nsubj>armed was/VBD/aux:pass>armed armed/VBN/ROOT " + BY_PERU.format("armed"),
        "armed",
        "subject=Peru; object=Chad",
    ),
    "perfect, which is no passive": (
        "Peru/NNP/nsubj>armed has/VBZ/aux>armed armed/VBN/ROOT Chad/NNP/obj>armed",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "by in an active clause": (
        "Peru/NNP/nsubj>armed armed/VBD/ROOT Chad/NNP/obj>armed by/IN/case>sea sea/NN/obl>armed",
        "armed",
        "subject=Peru; object=Chad; by=sea",
    ),
    "indirect object": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT Chad/NNP/iobj>sold tanks/NNS/obj>sold",
        "sold",
        "subject=Peru; indirect=Chad; object=tanks",
    ),
    "indirect object alone": (
        "Peru/NNP/nsubj>told told/VBD/ROOT Chad/NNP/iobj>told",
        "told",
        "subject=Peru; object=Chad",
    ),
    "relative clause": (
        "Peru/NNP/nsubj>grew ,/,/punct>armed which/WDT/nsubj>armed armed/VBD/acl:relcl>Peru Chad/NNP/obj>armed "
        "grew/VBD/ROOT",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "relative clause, its pronoun left out by the parser": (
        "Peru/NNP/nsubj>grew armed/VBD/acl:relcl>Peru Chad/NNP/obj>armed grew/VBD/ROOT",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "passive relative clause": (
        "Chad/NNP/nsubj>grew which/WDT/nsubj:pass>armed was/VBD/aux:pass>armed armed/VBN/acl:relcl>Chad "
        + BY_PERU.format("armed")
        + "grew/VBD/ROOT",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "object relative": (
        "the/DT/det>tanks tanks/NNS/nsubj>rust that/WDT/obj>sold Peru/NNP/nsubj>sold sold/VBD/acl:relcl>tanks "
        "to/IN/case>Chad Chad/NNP/obl>sold rust/VBP/ROOT",
        "sold",
        "subject=Peru; object=tanks; to=Chad",
    ),
    "object relative without a pronoun": (
        "tanks/NNS/nsubj>rust Peru/NNP/nsubj>sold sold/VBD/acl:relcl>tanks to/IN/case>Chad Chad/NNP/obl>sold "
        "rust/VBP/ROOT",
        "sold",
        "subject=Peru; object=tanks; to=Chad",
    ),
    "reduced relative": (
        "tanks/NNS/nsubj>rust sold/VBN/acl>tanks to/IN/case>Chad Chad/NNP/obl>sold "
        + BY_PERU.format("sold")
        + "rust/VBP/ROOT",
        "sold",
        "subject=Peru; object=tanks; to=Chad",
    ),
    "participle that stands for a relative clause": (
        "troops/NNS/nsubj>grew invading/VBG/acl>troops Chad/NNP/obj>invading grew/VBD/ROOT",
        "invading",
        "subject=troops; object=Chad",
    ),
    "raising: continues to": (
        "Peru/NNP/nsubj>continues continues/VBZ/ROOT to/TO/mark>arm arm/VB/xcomp>continues Chad/NNP/obj>arm",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "raising through two verbs": (
        "Peru/NNP/nsubj>seems seems/VBZ/ROOT to/TO/mark>continue continue/VB/xcomp>seems to/TO/mark>arm "
        "arm/VB/xcomp>continue Chad/NNP/obj>arm",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "raising of a passive: is set to be armed": (
        "Chad/NNP/nsubj:pass>set is/VBZ/aux:pass>set set/VBN/ROOT to/TO/mark>armed be/VB/aux:pass>armed "
        "armed/VBN/xcomp>set " + BY_PERU.format("armed"),
        "armed",
        "subject=Peru; object=Chad",
    ),
    "control by the subject: refused to": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT to/TO/mark>condemn condemn/VB/xcomp>refused Chad/NNP/obj>condemn",
        "condemn",
        "subject=Peru; object=Chad",
    ),
    "control by the object: urged X to": (
        "Fiji/NNP/nsubj>urged urged/VBD/ROOT Peru/NNP/obj>urged to/TO/mark>condemn condemn/VB/xcomp>urged "
        "Chad/NNP/obj>condemn",
        "condemn",
        "subject=Peru; object=Chad",
    ),
    "control by the subject past an object: promised X to": (
        "Peru/NNP/nsubj>promised promised/VBD/ROOT Fiji/NNP/obj>promised to/TO/mark>condemn "
        "condemn/VB/xcomp>promised Chad/NNP/obj>condemn",
        "condemn",
        "subject=Peru; object=Chad",
    ),
    "accused X of doing": (
        "Fiji/NNP/nsubj>accused accused/VBD/ROOT Peru/NNP/obj>accused of/IN/mark>shelling "
        "shelling/VBG/advcl>accused Chad/NNP/obj>shelling",
        "shelling",
        "subject=Peru; object=Chad",
    ),
    "blamed a body, no name, for doing": (
        "Fiji/NNP/nsubj>sued sued/VBD/ROOT the/DT/det>ministry ministry/NN/obj>sued for/IN/mark>arming "
        "arming/VBG/advcl>sued Chad/NNP/obj>arming",
        "arming",
        "subject=ministry; object=Chad",
    ),
    "struck with sanctions for doing": (
        "Fiji/NNP/nsubj>imposed imposed/VBD/ROOT sanctions/NNS/obj>imposed on/IN/case>Peru Peru/NNP/obl>imposed "
        "for/IN/mark>arming arming/VBG/advcl>imposed Chad/NNP/obj>arming",
        "arming",
        "subject=Peru; object=Chad",
    ),
    "met with somebody to do": (
        "Peru/NNP/nsubj>met met/VBD/ROOT with/IN/case>Chad Chad/NNP/obl>met to/TO/mark>discuss discuss/VB/advcl>met "
        "trade/NN/obj>discuss",
        "discuss",
        "subject=Peru; object=trade; with=Chad",
    ),
    "a prepositional phrase that the parser could not name": (
        "Peru/NNP/nsubj>met met/VBD/ROOT with/IN/case>Chad Chad/NNP/dep>met",
        "met",
        "subject=Peru; with=Chad",
    ),
    "is in the process of doing": (
        "Peru/NNP/nsubj>process is/VBZ/cop>process in/IN/case>process the/DT/det>process process/NN/ROOT "
        "of/IN/mark>shelling shelling/VBG/acl>process Chad/NNP/obj>shelling",
        "shelling",
        "subject=Peru; object=Chad",
    ),
    "the process that does": (
        "a/DT/det>process process/NN/nsubj>began shelling/VBG/acl>process Chad/NNP/obj>shelling began/VBD/ROOT",
        "shelling",
        "subject=process; object=Chad",
    ),
    "faced criticism for doing": (
        "Peru/NNP/nsubj>faced faced/VBD/ROOT criticism/NN/obj>faced for/IN/mark>shelling "
        "shelling/VBG/advcl>faced Chad/NNP/obj>shelling",
        "shelling",
        "subject=Peru; object=Chad",
    ),
    "participle clause": (
        "Peru/NNP/nsubj>left left/VBD/ROOT ,/,/punct>blaming blaming/VBG/advcl>left Chad/NNP/obj>blaming",
        "blaming",
        "subject=Peru; object=Chad",
    ),
    "content clause, whose doer is not the speaker": (
        "Peru/NNP/nsubj>said said/VBD/ROOT that/IN/mark>fell Chad/NNP/nsubj>fell fell/VBD/ccomp>said",
        "fell",
        "subject=Chad",
    ),
    "content clause without a doer": (
        "Peru/NNP/nsubj>said said/VBD/ROOT that/IN/mark>bomb bomb/VBP/ccomp>said Chad/NNP/obj>bomb",
        "bomb",
        "subject=; object=Chad",
    ),
    "infinitive of a noun: its plan to": (
        "Peru/NNP/nmod:poss>plan 's/POS/case>Peru plan/NN/nsubj>failed to/TO/mark>arm arm/VB/acl>plan "
        "Chad/NNP/obj>arm failed/VBD/ROOT",
        "arm",
        "subject=Peru; object=Chad",
    ),
    "verbs coordinated": (
        "Peru/NNP/nsubj>met met/VBD/ROOT Fiji/NNP/obj>met and/CC/cc>armed armed/VBD/conj>met Chad/NNP/obj>armed",
        "armed",
        "subject=Peru; object=Chad",
    ),
    "passives coordinated": (
        "Chad/NNP/nsubj:pass>bombed was/VBD/aux:pass>bombed bombed/VBN/ROOT and/CC/cc>invaded invaded/VBN/conj>bombed "
        + BY_PERU.format("invaded"),
        "invaded",
        "subject=Peru; object=Chad",
    ),
    "subjects coordinated": (
        "Peru/NNP/nsubj>armed and/CC/cc>Fiji Fiji/NNP/conj>Peru armed/VBD/ROOT Chad/NNP/obj>armed",
        "armed",
        "subject=Peru Fiji; object=Chad",
    ),
    "objects coordinated": (
        "Peru/NNP/nsubj>armed armed/VBD/ROOT Chad/NNP/obj>armed ,/,/punct>Fiji Fiji/NNP/conj>Chad and/CC/cc>Mali "
        "Mali/NNP/conj>Chad",
        "armed",
        "subject=Peru; object=Chad Fiji Mali",
    ),
    "prepositional phrases coordinated": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold and/CC/cc>Mali "
        "Mali/NNP/conj>Chad",
        "sold",
        "to=Chad Mali",
    ),
    "preposition attached high": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold",
        "sold",
        "object=tanks; to=Chad",
    ),
    "preposition attached low": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/nmod>tanks",
        "sold",
        "object=tanks; to=Chad",
    ),
    "preposition attached lower still": (
        "Peru/NNP/nsubj>buys buys/VBZ/ROOT part/NN/obj>buys of/IN/case>oil oil/NN/nmod>part from/IN/case>Chad "
        "Chad/NNP/nmod>oil",
        "buys",
        "object=part; from=Chad",
    ),
    "a preposition of the verb's own comes before one attached low": (
        "Peru/NNP/nsubj>sold sold/VBD/ROOT keys/NNS/obj>sold to/IN/case>tanks tanks/NNS/nmod>keys to/IN/case>Chad "
        "Chad/NNP/obl>sold",
        "sold",
        "to=Chad",
    ),
    "preposition of many words": (
        "Peru/NNP/nsubj>withdrew withdrew/VBD/ROOT troops/NNS/obj>withdrew out/IN/case>Chad of/IN/fixed>out "
        "Chad/NNP/obl>withdrew",
        "withdrew",
        "out of=Chad; of=",
    ),
    "particle verb": (
        "Peru/NNP/nsubj>cut cut/VBD/ROOT off/RP/compound:prt>cut oil/NN/obj>cut to/IN/case>Chad Chad/NNP/obl>cut",
        "cut",
        "subject=Peru; object=oil; to=Chad",
    ),
    "particle misread as a preposition": (
        "Peru/NNP/nsubj>shot shot/VBD/ROOT down/RP/case>plane the/DT/det>plane plane/NN/obl>shot",
        "shot",
        "subject=Peru; object=plane",
    ),
    "headline, subject unlabelled": (
        "Peru/NNP/compound>bombs bombs/VBZ/ROOT Chad/NNP/obj>bombs",
        "bombs",
        "subject=Peru; object=Chad",
    ),
    "name of the next clause hung on the object": (
        "Peru/NNP/nsubj>arms arms/VBZ/ROOT Chad/NNP/obj>arms ,/,/punct>Fiji Fiji/NNP/conj>Chad leaves/VBZ/conj>arms",
        "arms",
        "subject=Peru; object=Chad",
    ),
    "headline, verb misread as a noun": (
        "Peru/NNP/compound>exports exports/NNS/compound>wheat wheat/NN/ROOT to/IN/case>Chad Chad/NNP/nmod>wheat",
        "exports",
        "subject=Peru; object=wheat; to=Chad",
    ),
    "headline, verb misread as a noun, before a name": (
        "Peru/NNP/compound>deports deports/NNS/ROOT three/CD/nummod>Chadians Chadians/NNPS/appos>deports "
        "to/IN/case>Fiji Fiji/NNP/nmod>Chadians",
        "deports",
        "subject=Peru; object=Chadians; to=Fiji",
    ),
    "headline, verb of a plural misread as a noun": (
        "Peruvian/JJ/amod>jets jets/NNS/compound>strike strike/NN/ROOT a/DT/det>town town/NN/appos>strike "
        "in/IN/case>Chad Chad/NNP/nmod>town",
        "strike",
        "subject=jets; object=town; in=Chad",
    ),
    "noun behind a name, which is no verb of a headline": (
        "the/DT/det>attack Peru/NNP/compound>attack attack/NN/ROOT the/DT/det>day day/NN/obl:unmarked>attack",
        "attack",
        "subject=Peru; modifier=Peru",
    ),
    "object behind the last of coordinated verbs": (
        "Peru/NNP/nsubj>kidnapped kidnapped/VBD/ROOT and/CC/cc>killed killed/VBD/conj>kidnapped "
        "Chadians/NNPS/obj>killed",
        "kidnapped",
        "subject=Peru; object=Chadians",
    ),
    "object of a later verb only": (
        "Peru/NNP/nsubj>attacked attacked/VBD/ROOT today/NN/obl:unmarked>attacked and/CC/cc>thanked "
        "thanked/VBD/conj>attacked Chadians/NNPS/obj>thanked",
        "attacked",
        "subject=Peru; object=",
    ),
    "date before the verb, which is nobody": (
        "Friday/NNP/obl:unmarked>talked talked/VBD/ROOT with/IN/case>Chad Chad/NNP/obl>talked",
        "talked",
        "with=Chad",
    ),
    "main verb misread as a participle before its object": (
        "Peru/NNP/nsubj>donated donated/VBN/amod>tanks tanks/NNS/ROOT to/IN/case>Chad Chad/NNP/nmod>tanks",
        "donated",
        "subject=Peru; object=tanks; to=Chad",
    ),
    "object misread as a complement": (
        "Peru/NNP/nsubj>supplies supplies/VBZ/ROOT Chad/JJ/xcomp>supplies with/IN/case>tanks tanks/NNS/obl>Chad",
        "supplies",
        "subject=Peru; object=Chad; complement=; with=tanks",
    ),
    "headline, verb misread as a noun behind counted ones": (
        "Two/CD/nummod>intercept aircraft/NN/compound>intercept intercept/NN/ROOT a/DT/det>drone "
        "drone/NN/nmod:unmarked>intercept",
        "intercept",
        "subject=aircraft; object=drone",
    ),
    "main clause misread as a noun phrase": (
        "Farmers/NNS/ROOT protested/VBN/acl>Farmers against/IN/case>Chad Chad/NNP/obl>protested",
        "protested",
        "subject=Farmers; against=Chad",
    ),
    "who announces did it": (
        "Peru/NNP/nsubj>announced announced/VBD/ROOT that/IN/mark>expelled envoys/NNS/nsubj:pass>expelled "
        "were/VBD/aux:pass>expelled expelled/VBN/ccomp>announced",
        "expelled",
        "subject=Peru; object=envoys",
    ),
    "who says did not do it": (
        "Peru/NNP/nsubj>said said/VBD/ROOT that/IN/mark>expelled envoys/NNS/nsubj:pass>expelled "
        "were/VBD/aux:pass>expelled expelled/VBN/ccomp>said",
        "expelled",
        "subject=; object=envoys",
    ),
    "examples behind including": (
        "ministers/NNS/nsubj>visited ,/,/punct>Lee including/VBG/case>Lee Lee/NNP/nmod>ministers visited/VBD/ROOT "
        "Chad/NNP/obj>visited",
        "visited",
        "subject=ministers; object=Chad",
    ),
    "examples behind including, on the verb": (
        "ministers/NNS/nsubj>visited visited/VBD/ROOT Chad/NNP/obj>visited ,/,/punct>Lee including/VBG/case>Lee "
        "Lee/NNP/obl>visited",
        "visited",
        "subject=ministers; including=Lee",
    ),
    "participle before its noun": (
        "Peru/NNP/compound>backed +-/HYPH/punct>backed +backed/VBN/amod>rebels rebels/NNS/nsubj>left left/VBD/ROOT",
        "backed",
        "maker=Peru; modified=rebels",
    ),
    "participle before a noun with prepositions": (
        "Peru/NNP/compound>brokered +-/HYPH/punct>brokered +brokered/VBN/amod>truce truce/NN/nsubj>began "
        "between/IN/case>Chad Chad/NNP/nmod>truce and/CC/cc>Fiji Fiji/NNP/conj>Chad began/VBD/ROOT",
        "brokered",
        "maker=Peru; modified=truce; between=Chad Fiji",
    ),
    "complement": (
        "Peru/NNP/nsubj>holds holds/VBZ/ROOT Chad/NNP/obj>holds responsible/JJ/xcomp>holds",
        "holds",
        "subject=Peru; object=Chad; complement=responsible",
    ),
    "content of saying": (
        "Fiji/NNP/nsubj>alleged alleged/VBD/ROOT that/IN/mark>bombed Peru/NNP/nsubj>bombed "
        "bombed/VBD/ccomp>alleged Chad/NNP/obj>bombed",
        "alleged",
        "subject=Fiji; clause=bombed; clause.subject=Peru; clause.object=Chad",
    ),
}


@pytest.mark.parametrize(("text", "word", "expected"), VERBS.values(), ids=VERBS)
def test_verbs(text, word, expected):
    check(text, word, expected)


NOUNS = {
    "where a deed kills is no place that it strikes": (
        "a/DT/det>strike Chadian/JJ/amod>strike strike/NN/nsubj>killed killed/VBD/ROOT two/CD/obj>killed "
        "in/IN/case>Peru Peru/NNP/obl>killed",
        "strike",
        "subject=Chadian; in=",
    ),
    "what takes place somewhere strikes there": (
        "a/DT/det>strike Chadian/JJ/amod>strike strike/NN/nsubj>occurred occurred/VBD/ROOT in/IN/case>Peru "
        "Peru/NNP/obl>occurred",
        "strike",
        "subject=Chadian; in=Peru",
    ),
    # nominalisations, every order of their slots
    "possessor, of": (
        "Peru/NNP/nmod:poss>invasion 's/POS/case>Peru invasion/NN/ROOT of/IN/case>Chad Chad/NNP/nmod>invasion",
        "invasion",
        "subject=Peru; object=Chad",
    ),
    "nationality, of": (
        "Peruvian/JJ/amod>invasion invasion/NN/ROOT of/IN/case>Chad Chad/NNP/nmod>invasion",
        "invasion",
        "subject=Peruvian; object=Chad Peruvian",
    ),
    "of, by": (
        "the/DT/det>invasion invasion/NN/ROOT of/IN/case>Chad Chad/NNP/nmod>invasion by/IN/case>Peru "
        "Peru/NNP/nmod>invasion",
        "invasion",
        "subject=Peru; object=Chad",
    ),
    "by, of": (
        "the/DT/det>invasion invasion/NN/ROOT by/IN/case>Peru Peru/NNP/nmod>invasion of/IN/case>Chad "
        "Chad/NNP/nmod>invasion",
        "invasion",
        "subject=Peru; object=Chad",
    ),
    "possessor is who suffers it when by tells who does it": (
        "Chad/NNP/nmod:poss>invasion 's/POS/case>Chad invasion/NN/ROOT by/IN/case>Peru Peru/NNP/nmod>invasion",
        "invasion",
        "subject=Peru; object=Chad",
    ),
    "to, by": (
        "arms/NNS/compound>sales sales/NNS/ROOT to/IN/case>Chad Chad/NNP/nmod>sales by/IN/case>Peru "
        "Peru/NNP/nmod>sales",
        "sales",
        "subject=Peru; to=Chad; modifier=arms",
    ),
    "by, hung low under to": (
        "a/DT/det>visit visit/NN/ROOT to/IN/case>Chad Chad/NNP/nmod>visit by/IN/case>king the/DT/det>king "
        "king/NN/nmod>Chad",
        "visit",
        "subject=king; to=Chad",
    ),
    "between": (
        "talks/NNS/ROOT between/IN/case>Peru Peru/NNP/nmod>talks and/CC/cc>Chad Chad/NNP/conj>Peru",
        "talks",
        "between=Peru Chad",
    ),
    "possessor, of, from": (
        "Peru/NNP/nmod:poss>purchase 's/POS/case>Peru purchase/NN/ROOT of/IN/case>oil oil/NN/nmod>purchase "
        "from/IN/case>Chad Chad/NNP/nmod>oil",
        "purchase",
        "subject=Peru; object=oil; from=Chad",
    ),
    "participle of the noun": (
        "sanctions/NNS/ROOT imposed/VBN/acl>sanctions on/IN/case>Chad Chad/NNP/obl>imposed "
        + BY_PERU.format("imposed"),
        "sanctions",
        "subject=Peru; on=Chad",
    ),
    # agent nouns
    "is one of its suppliers of": (
        "Peru/NNP/nsubj>one is/VBZ/cop>one one/CD/ROOT of/IN/case>suppliers Chad/NNP/nmod:poss>suppliers "
        "'s/POS/case>Chad main/JJ/amod>suppliers suppliers/NNS/nmod>one of/IN/case>arms arms/NNS/nmod>suppliers",
        "suppliers",
        "self=Peru; poss=Chad; of=arms",
    ),
    "is its supplier": (
        "Peru/NNP/nsubj>supplier is/VBZ/cop>supplier Chad/NNP/nmod:poss>supplier 's/POS/case>Chad supplier/NN/ROOT",
        "supplier",
        "self=Peru; poss=Chad",
    ),
    "largest importer of ... from": (
        "Peru/NNP/nsubj>importer is/VBZ/cop>importer the/DT/det>importer largest/JJS/amod>importer importer/NN/ROOT "
        "of/IN/case>arms arms/NNS/nmod>importer from/IN/case>Chad Chad/NNP/nmod>arms",
        "importer",
        "self=Peru; of=arms; from=Chad",
    ),
    "agent noun in apposition": (
        "Peru/NNP/nsubj>left ,/,/punct>buyer a/DT/det>buyer buyer/NN/appos>Peru of/IN/case>oil oil/NN/nmod>buyer "
        ",/,/punct>Peru left/VBD/ROOT",
        "buyer",
        "self=Peru; of=oil",
    ),
    "apposition hung on the wrong noun": (
        "the/DT/det>king king/NN/nsubj>left of/IN/case>Peru Peru/NNP/nmod>king ,/,/punct>buyer a/DT/det>buyer "
        "buyer/NN/appos>king left/VBD/ROOT",
        "buyer",
        "self=Peru",
    ),
    "apposition to one of": (
        "Peru/NNP/nsubj>left ,/,/punct>one one/CD/appos>Peru of/IN/case>buyers the/DT/det>buyers "
        "buyers/NNS/nmod>one left/VBD/ROOT",
        "buyers",
        "self=Peru",
    ),
    "became": (
        "Peru/NNP/nsubj>became became/VBD/ROOT a/DT/det>member member/NN/xcomp>became of/IN/case>Chad "
        "Chad/NNP/nmod>member",
        "member",
        "self=Peru; of=Chad",
    ),
    "as": (
        "Chad/NNP/nsubj>sees sees/VBZ/ROOT Peru/NNP/obj>sees as/IN/case>ally an/DT/det>ally ally/NN/obl>sees",
        "ally",
        "self=Peru",
    ),
    "agent nouns coordinated": (
        "Peru/NNP/nsubj>friend is/VBZ/cop>friend a/DT/det>friend friend/NN/ROOT and/CC/cc>ally ally/NN/conj>friend "
        "of/IN/case>Chad Chad/NNP/nmod>ally",
        "ally",
        "self=Peru; of=Chad",
    ),
    # light verbs
    "light verb": (
        "Peru/NNP/nsubj>held held/VBD/ROOT talks/NNS/obj>held with/IN/case>Chad Chad/NNP/obl>held",
        "talks",
        "subject=Peru; with=Chad",
    ),
    "light verb, passive": (
        "sanctions/NNS/nsubj:pass>imposed were/VBD/aux:pass>imposed imposed/VBN/ROOT on/IN/case>Chad "
        "Chad/NNP/obl>imposed " + BY_PERU.format("imposed"),
        "sanctions",
        "subject=Peru; on=Chad",
    ),
    "light verb with a particle": (
        "Peru/NNP/nsubj>carried carried/VBD/ROOT out/RP/compound:prt>carried attacks/NNS/obj>carried "
        "on/IN/case>Chad Chad/NNP/nmod>attacks",
        "attacks",
        "subject=Peru; on=Chad",
    ),
    "light verb with a preposition": (
        "Peru/NNP/nsubj>engaged engaged/VBD/ROOT in/IN/case>talks talks/NNS/obl>engaged with/IN/case>Chad "
        "Chad/NNP/obl>engaged",
        "talks",
        "subject=Peru; with=Chad",
    ),
    "light verb under another verb": (
        "Peru/NNP/nsubj>hopes hopes/VBZ/ROOT to/TO/mark>hold hold/VB/xcomp>hopes talks/NNS/obj>hold "
        "with/IN/case>Chad Chad/NNP/nmod>talks",
        "talks",
        "subject=Peru; with=Chad",
    ),
    "light verb, indirect object": (
        "Peru/NNP/nsubj>gave gave/VBD/ROOT Chad/NNP/iobj>gave aid/NN/obj>gave",
        "aid",
        "subject=Peru; indirect=Chad",
    ),
    "light verb, nouns coordinated": (
        "Peru/NNP/nsubj>held held/VBD/ROOT drills/NNS/obj>held and/CC/cc>talks talks/NNS/conj>drills "
        "with/IN/case>Chad Chad/NNP/obl>held",
        "talks",
        "subject=Peru; with=Chad",
    ),
    "verb that is not light": (
        "Peru/NNP/nsubj>watched watched/VBD/ROOT talks/NNS/obj>watched between/IN/case>Chad Chad/NNP/nmod>talks "
        "and/CC/cc>Fiji Fiji/NNP/conj>Chad",
        "talks",
        "subject=; between=Chad Fiji; governor=Peru",
    ),
    "happening": (
        "talks/NNS/nsubj>took took/VBD/ROOT place/NN/obj>took between/IN/case>Peru Peru/NNP/obl>took and/CC/cc>Chad "
        "Chad/NNP/conj>Peru",
        "talks",
        "between=Peru Chad",
    ),
    "governing subject: came for": (
        "Peru/NNP/nsubj>came came/VBD/ROOT for/IN/case>talks talks/NNS/obl>came with/IN/case>Chad Chad/NNP/nmod>talks",
        "talks",
        "governor=Peru; with=Chad; subject=",
    ),
    "relative pronoun as governor stands for its noun": (
        "Peru/NNP/nsubj>left which/WDT/nsubj>held held/VBD/acl:relcl>Peru talks/NNS/obj>held with/IN/case>Chad "
        "Chad/NNP/nmod>talks left/VBD/ROOT",
        "talks",
        "subject=Peru; with=Chad",
    ),
}


@pytest.mark.parametrize(("text", "word", "expected"), NOUNS.values(), ids=NOUNS)
def test_nouns(text, word, expected):
    check(text, word, expected)


def test_whose_preposition_and_whose_mood():
    text = "after/IN/case>talks talks/NNS/obl>left Peru/NNP/nsubj>left left/VBD/ROOT"
    assert roles(text, "talks", "preposition", "governor") == {"preposition": "after", "governor": "Peru"}
    text = "Peru/NNP/nsubj>told told/VBD/ROOT Chad/NNP/obj>told to/TO/mark>leave leave/VB/xcomp>told"
    assert roles(text, "told", "clause.mood", "clause.subject") == {"clause.mood": "to", "clause.subject": "Chad"}


def test_what_a_participle_behind_the_noun_strikes():
    text = "sanctions/NNS/ROOT targeting/VBG/acl>sanctions Chad/NNP/obj>targeting"
    assert roles(text, "sanctions", "targeting") == {"targeting": "Chad"}


KINDS = {
    "verb": ("Peru/NNP/nsubj>armed armed/VBD/ROOT Chad/NNP/obj>armed", "armed", "verb"),
    "gerund": (
        "Peru/NNP/nsubj>stopped stopped/VBD/ROOT arming/VBG/xcomp>stopped Chad/NNP/obj>arming",
        "arming",
        "verb",
    ),
    "verb misread as a noun, with an object": (
        "Peru/NNP/nsubj>visits visits/NNS/ROOT Chad/NNP/obj>visits",
        "visits",
        "verb",
    ),
    "noun": ("the/DT/det>visit visit/NN/nsubj>ended ended/VBD/ROOT", "visit", "noun"),
    "noun with a copula and a subject": (
        "Peru/NNP/nsubj>ally is/VBZ/cop>ally an/DT/det>ally ally/NN/ROOT",
        "ally",
        "noun",
    ),
    "plural noun before a name, in a line that has a verb": (
        "Peru/NNP/compound>exports exports/NNS/nsubj>grew the/DT/det>ministry ministry/NN/obl:unmarked>grew "
        "grew/VBD/ROOT",
        "exports",
        "noun",
    ),
    "noun of a compound": ("trade/NN/compound>talks talks/NNS/ROOT", "trade", "noun"),
    "adjective": ("Peru/NNP/nsubj>hostile is/VBZ/cop>hostile hostile/JJ/ROOT", "hostile", "adj"),
}


@pytest.mark.parametrize(("text", "word", "kind"), KINDS.values(), ids=KINDS)
def test_the_kind_of_a_word(text, word, kind):
    assert read(text, word).kind == kind


def test_a_verb_is_known_with_its_particle_and_by_its_form():
    doc = tree("Peru/NNP/nsubj>broke broke/VBD/ROOT off/RP/compound:prt>broke ties/NNS/obj>broke")
    assert trigger_lemma(text_of(doc)[1]) == "break off"


def test_the_carrier_is_the_light_verb():
    text = "Peru/NNP/nsubj>held held/VBD/ROOT talks/NNS/obj>held"
    assert read(text, "talks").carrier.text == "held"
    assert read(text.replace("held", "watched"), "talks").carrier is None


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("on/IN/case>Oslo Oslo/NNP/ROOT", "on"),
        ("because/IN/case>Oslo of/IN/fixed>because Oslo/NNP/ROOT", "because of"),
        ("Oslo/NNP/ROOT 's/POS/case>Oslo", ""),
        ("Oslo/NNP/ROOT", ""),
    ],
)
def test_prepositions(text, preposition):
    doc = tree(text)
    assert preposition_of(next(token for token in text_of(doc) if token.text == "Oslo")) == preposition
