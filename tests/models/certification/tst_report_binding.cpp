// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/report_binding.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::certification;

class TestReportBinding : public QObject
{
    Q_OBJECT

    static Digest digest(std::uint8_t first)
    {
        Digest d;
        d.bytes[0] = first;
        return d;
    }

private Q_SLOTS:
    void draftToFiled()
    {
        Binding binding;
        QVERIFY(!maySign(binding));
        auto outcome = bindReport(binding, digest(1), false);
        VERIFY_OK(outcome);
        QVERIFY(outcome->binding.state == ReportState::Draft);
        COMPARE_STR(maySign(outcome->binding).error().id(), "certification.report_not_final");
        outcome = bindReport(outcome->binding, digest(1), true);
        VERIFY_OK(outcome);
        QVERIFY(outcome->binding.state == ReportState::FinalBound && !outcome->voidsSignatures);
        QVERIFY(maySign(outcome->binding));
        binding = {ReportState::Signed, digest(1)};
        const auto signedAt = *Instant::fromIso("2026-11-12T20:00:00Z");
        QVERIFY(mayFile(binding, true, signedAt, *Instant::fromIso("2026-11-12T20:00:00Z")));
        COMPARE_STR(mayFile(binding, false, signedAt, signedAt).error().id(), "certification.not_all_signed");
        COMPARE_STR(mayFile(binding, true, signedAt, *Instant::fromIso("2026-11-12T19:59:59Z")).error().id(),
            "certification.signed_after_filing");
    }

    void aChangedDraftVoidsSignatures()
    {
        const Binding binding{ReportState::Signed, digest(1)};
        COMPARE_STR(bindReport(binding, digest(1), true).error().id(), "certification.report_unchanged");
        const auto changed = bindReport(binding, digest(2), true);
        VERIFY_OK(changed);
        QVERIFY(changed->voidsSignatures && changed->binding.state == ReportState::FinalBound);
    }

    void afterFilingNothing()
    {
        const Binding binding{ReportState::Filed, digest(1)};
        COMPARE_STR(bindReport(binding, digest(2), true).error().id(), "certification.report_filed");
        COMPARE_STR(maySign(binding).error().id(), "certification.report_filed");
        QVERIFY(!mayFile(binding, true, Instant{}, Instant{}));
    }

    void accessionNumbers()
    {
        QVERIFY(isAccessionNumber("0000320193-26-000106"));
        for (const char* bad : {"", "0000320193-26-00010", "0000320193226-000106", "000032019X-26-000106"})
            QVERIFY2(!isAccessionNumber(bad), bad);
    }
};

OXSEAL_TEST_CLASS(TestReportBinding);
#include "tst_report_binding.moc"
