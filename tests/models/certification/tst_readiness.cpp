// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/readiness.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::certification;

namespace {

ReadinessFacts complete()
{
    ReadinessFacts facts;
    facts.company = "Acme Group, Inc.";
    facts.form = "10-Q";
    facts.period = "2026-Q3";
    facts.periodEnd = *Day::fromYmd(2026, 9, 30);
    facts.report.state = ReportState::FinalBound;
    facts.report.digest.bytes[0] = 0xab;
    facts.reportVersion = 2;
    facts.offices = {{"pfo", "Paula Fox", "Chief Financial Officer", true}, {"peo", "Carl Egan", "Chief Executive Officer", true}};
    facts.dcp = DcpConclusion{true, facts.periodEnd, facts.periodEnd.plus(35), "Evaluation", "", 0, PersonId(1), ""};
    facts.keyControls = std::array<int, 3>{10, 1, 77};
    facts.signatures = {{"pfo", "Paula Fox", ""}, {"peo", "Carl Egan", ""}};
    return facts;
}

const Line* find(const Readiness& record, const char* label)
{
    for (const auto& section : record.sections) {
        for (const auto& line : section.lines) {
            if (line.label == std::string("readiness.line.") + label)
                return &line;
        }
    }
    return nullptr;
}

} // namespace

class TestReadiness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eightSectionsInOrder()
    {
        const auto record = buildReadiness(complete());
        QCOMPARE(record.sections.size(), std::size_t(8));
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(record.sections[static_cast<std::size_t>(i)].number, i + 1);
            COMPARE_STR(record.sections[static_cast<std::size_t>(i)].title, "readiness.section." + std::to_string(i + 1));
        }
        QVERIFY(!record.negative());
    }

    void registersNotBuiltSaySo()
    {
        const auto record = buildReadiness(complete());
        for (const char* label : {"deficiencies", "fraud", "misstatements", "vendors", "incidents", "subcertifications",
                 "controller", "committee", "auditor"}) {
            const auto* line = find(record, label);
            QVERIFY2(line && !line->value, label);
        }
        COMPARE_STR(*find(record, "key_failed")->value, "1");
        auto facts = complete();
        facts.keyControls.reset();
        QVERIFY(!find(buildReadiness(facts), "key_failed")->value);
        QVERIFY(find(record, "icfr") == nullptr); // a 10-Q has no ICFR conclusion
        facts.form = "10-K";
        QVERIFY(find(buildReadiness(facts), "icfr") != nullptr);
    }

    void hardStops_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("stop");
        QTest::newRow("nobody is PFO") << 0 << "readiness.stop.office";
        QTest::newRow("no report") << 1 << "readiness.stop.report";
        QTest::newRow("only a draft") << 2 << "readiness.stop.report";
        QTest::newRow("no conclusion") << 3 << "readiness.stop.dcp";
        QTest::newRow("altered text") << 4 << "readiness.stop.text";
        QTest::newRow("PEO not enrolled") << 5 << "readiness.stop.enrolment";
    }
    void hardStops()
    {
        QFETCH(int, change);
        QFETCH(QString, stop);
        auto facts = complete();
        switch (change) {
        case 0:
            facts.offices[0].name.clear();
            break;
        case 1:
            facts.report.state = ReportState::None;
            break;
        case 2:
            facts.report.state = ReportState::Draft;
            break;
        case 3:
            facts.dcp.reset();
            break;
        case 4:
            facts.textAltered = true;
            break;
        default:
            facts.offices[1].enrolled = false;
            break;
        }
        const auto record = buildReadiness(facts);
        QCOMPARE(record.stops.size(), std::size_t(1));
        COMPARE_STR(name(record.stops[0].kind), stop.toStdString());
        QVERIFY(record.negative());
    }

    void mattersAreNoStopButNegative()
    {
        auto facts = complete();
        OpenMatter matter;
        matter.finding.code = "a.b";
        facts.matters.open.push_back(matter);
        auto record = buildReadiness(facts);
        QVERIFY(record.stops.empty() && record.negative());
        QCOMPARE(record.undisposed, std::size_t(1));
        facts.matters.open[0].disposition = Disposition{};
        QVERIFY(!buildReadiness(facts).negative());
    }

    void whatTheLedgerCountsIsNoContent()
    {
        auto facts = complete();
        facts.eventsSinceLast = {{"review.decide", 41}};
        const auto record = buildReadiness(facts);
        const auto& changed = record.sections[3];
        COMPARE_STR(changed.lines.back().label, "readiness.event.review.decide");
        COMPARE_STR(*changed.lines.back().value, "41");
    }

    void contentIgnoresOwnerAndAge()
    {
        auto facts = complete();
        facts.matters.open.resize(1);
        facts.matters.open[0].finding.code = "a.b";
        const auto before = canonicalJson(contentOf(buildReadiness(facts)));
        facts.matters.open[0].finding.owner = "preparer";
        facts.matters.open[0].finding.since = Day::fromYmd(2026, 9, 25);
        COMPARE_STR(canonicalJson(contentOf(buildReadiness(facts))), before);
        facts.matters.open[0].finding.severity = Severity::Critical;
        QVERIFY(canonicalJson(contentOf(buildReadiness(facts))) != before);
    }

    void whoReadsWhat()
    {
        QCOMPARE(sectionsFor(Audience::Peo), (std::vector<int>{1, 2, 3, 7}));
        QCOMPARE(sectionsFor(Audience::Pfo), (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8}));
    }

    void contentIgnoresSignaturesAndLedger()
    {
        auto facts = complete();
        const auto before = canonicalJson(contentOf(buildReadiness(facts)));
        facts.signatures[0].at = "2026-11-12T20:00:00Z";
        facts.eventsSinceLast = {{"readiness.sign", 1}, {"review.decide", 41}};
        facts.report.state = ReportState::Signed;
        COMPARE_STR(canonicalJson(contentOf(buildReadiness(facts))), before);
        facts.dcp->effective = false;
        QVERIFY(canonicalJson(contentOf(buildReadiness(facts))) != before);
    }
};

OXSEAL_TEST_CLASS(TestReadiness);
#include "tst_readiness.moc"
