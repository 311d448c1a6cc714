// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/open_matters.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::certification;

namespace {

Finding finding(const char* code, Severity severity, const char* subject)
{
    test::QtHasher hasher;
    Finding f;
    f.code = code;
    f.severity = severity;
    f.subject = subject;
    f.fingerprint = fingerprintOf(hasher, f.code, f.subject, {});
    return f;
}

Disposition dispose(const Finding& f, DispositionKind kind = DispositionKind::NotMaterial)
{
    Disposition d;
    d.fingerprint = f.fingerprint;
    d.code = f.code;
    d.subject = f.subject;
    d.kind = kind;
    d.because = "One account without use";
    d.severity = f.severity;
    return d;
}

} // namespace

class TestOpenMatters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undisposedFirstThenBySeverity()
    {
        const auto low = finding("a.low", Severity::Low, "x");
        const auto high = finding("a.high", Severity::High, "x");
        const auto critical = finding("a.critical", Severity::Critical, "x");
        const auto matters = joinMatters({low, critical, high, high}, {dispose(critical)});
        QCOMPARE(matters.open.size(), std::size_t(3));
        COMPARE_STR(matters.open[0].finding.code, "a.high");
        COMPARE_STR(matters.open[1].finding.code, "a.low");
        COMPARE_STR(matters.open[2].finding.code, "a.critical");
        QCOMPARE(matters.undisposed(), std::size_t(2));
        QVERIFY(matters.stale.empty());
    }

    void decisionsSurviveARerunAndStaleOnesSurface()
    {
        auto open = finding("a.open", Severity::Medium, "x");
        const auto gone = finding("a.gone", Severity::Medium, "y");
        const auto decisions = std::vector{dispose(open), dispose(gone)};
        open.arguments = {"other", "counts"};
        const auto matters = joinMatters({open}, decisions);
        QCOMPARE(matters.undisposed(), std::size_t(0));
        QCOMPARE(matters.stale.size(), std::size_t(1));
        COMPARE_STR(matters.stale[0].code, "a.gone");
    }

    void worseThanWhenDecided()
    {
        auto matter = finding("a.x", Severity::Medium, "x");
        const auto decision = dispose(matter);
        matter.severity = Severity::High;
        const auto matters = joinMatters({matter}, {decision});
        QVERIFY(matters.open[0].worse && matters.open[0].undisposed());
        matter.severity = Severity::Low;
        QCOMPARE(joinMatters({matter}, {decision}).undisposed(), std::size_t(0));
    }

    void theLastDecisionCounts()
    {
        const auto matter = finding("a.x", Severity::Medium, "x");
        const auto matters = joinMatters({matter}, {dispose(matter), dispose(matter, DispositionKind::Resolved)});
        QVERIFY(matters.open[0].disposition->kind == DispositionKind::Resolved);
        QVERIFY(matters.open[0].foundAgain);
    }

    void completeness()
    {
        auto decision = dispose(finding("a.x", Severity::Medium, "x"));
        QVERIFY(checkDisposition(decision));
        decision.because = " ";
        QVERIFY(!checkDisposition(decision));
        decision.because = "Reviewed by internal audit";
        decision.kind = DispositionKind::AlternativeProcedure;
        COMPARE_STR(checkDisposition(decision).error().id(), "certification.disposition_incomplete");
        decision.by = "Internal audit";
        QVERIFY(checkDisposition(decision));
    }

    void names()
    {
        for (const char* text : {"resolved", "disclosed", "not_material", "alternative_procedure"})
            COMPARE_STR(name(*dispositionFromName(text)), text);
        QVERIFY(!dispositionFromName("ignored"));
    }
};

OXSEAL_TEST_CLASS(TestOpenMatters);
#include "tst_open_matters.moc"
