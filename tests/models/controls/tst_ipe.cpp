// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/ipe.h"

#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::controls;

namespace {

IpeFacts counted(std::int64_t source, std::int64_t imported)
{
    IpeFacts facts;
    facts.subject = "import:1";
    facts.importedBy = PersonId(1);
    IpeCard card;
    card.sourceRows = source;
    card.importedRows = imported;
    facts.card = card;
    return facts;
}

std::string codes(const IpeFacts& facts)
{
    test::QtHasher hasher;
    std::string out;
    for (const auto& finding : ipeFindings(hasher, facts))
        out += (out.empty() ? "" : " ") + finding.code;
    return out;
}

} // namespace

class tst_ipe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void states();
    void secondPerson();
    void totals();
    void baseline();
};

void tst_ipe::states()
{
    QCOMPARE(stateOf(IpeFacts{}), IpeState::NoCard);
    QCOMPARE(stateOf(counted(100, 100)), IpeState::Matches);
    auto facts = counted(100, 98);
    QCOMPARE(rowDifference(*facts.card), std::int64_t(2));
    QCOMPARE(stateOf(facts), IpeState::Mismatch);
    facts.explanations = {{1, "a header repeated at the source", PersonId(2)}};
    QCOMPARE(stateOf(facts), IpeState::Mismatch); // one of two rows explained
    facts.explanations.push_back({1, "a deleted user", PersonId(2)});
    QCOMPARE(stateOf(facts), IpeState::Explained);
    COMPARE_STR(codes(facts), "import.ipe_unconfirmed");
    QVERIFY(!canBeReliedOn(stateOf(facts)));
    facts.card->sourceRows.reset();
    QCOMPARE(stateOf(facts), IpeState::NotCounted);
    facts.rejectedRows = 3;
    COMPARE_STR(codes(facts), "import.ipe_not_counted import.rejected_rows");
}

/// Neither the importer nor an explainer can confirm, nor does a confirmation cover a later explanation.
void tst_ipe::secondPerson()
{
    auto facts = counted(100, 98);
    facts.explanations = {{2, "two test users", PersonId(2)}};
    const auto concludedBy = [&](std::int64_t person, std::size_t seen) {
        facts.conclusion = IpeConclusion{true, seen, PersonId(person)};
        return stateOf(facts);
    };
    QCOMPARE(concludedBy(1, 1), IpeState::Explained);
    QCOMPARE(concludedBy(2, 1), IpeState::Explained);
    QCOMPARE(concludedBy(3, 0), IpeState::Explained);
    QCOMPARE(concludedBy(3, 1), IpeState::Confirmed);
    COMPARE_STR(codes(facts), "");
    facts.conclusion->relied = false;
    QCOMPARE(stateOf(facts), IpeState::Rejected);
    QVERIFY(!canBeReliedOn(IpeState::Rejected));
}

void tst_ipe::totals()
{
    auto facts = counted(10, 10);
    facts.card->sourceTotal = 5000;
    facts.card->importedTotal = 5000;
    QCOMPARE(stateOf(facts), IpeState::Matches);
    facts.card->importedTotal = 4999;
    QCOMPARE(stateOf(facts), IpeState::Mismatch);
    COMPARE_STR(codes(facts), "import.ipe_mismatch");
    facts.explanations = {{0, "one cent of rounding at the source", PersonId(2)}};
    QCOMPARE(stateOf(facts), IpeState::Explained);
}

void tst_ipe::baseline()
{
    auto facts = counted(10, 10);
    facts.card->type = ReportType::Custom;
    COMPARE_STR(codes(facts), "import.ipe_baseline");
    facts.card->baselineTested = Day::fromIso("2026-03-01");
    COMPARE_STR(codes(facts), "");
    facts.card->logicChanged = Day::fromIso("2026-03-02");
    COMPARE_STR(codes(facts), "import.ipe_baseline");
}

OXSEAL_TEST_CLASS(tst_ipe);
#include "tst_ipe.moc"
