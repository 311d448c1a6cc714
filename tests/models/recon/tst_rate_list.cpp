// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/rate_list.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestRateList : public QObject
{
    Q_OBJECT

    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static ListedRate rate(const char* in, const char* of, const char* day) { return {0, in, of, "1.1", on(day), "ECB"}; }
    static std::string uses(const std::vector<ListedRate>& rates)
    {
        std::string out;
        for (const RateUse use : useOfRates(rates, on("2026-07-01"), on("2026-09-30"), 7))
            out += (out.empty() ? "" : " ") + std::string(name(use));
        return out;
    }

private Q_SLOTS:
    void theLastDayOfThePeriodIsTheClosingRate()
    {
        COMPARE_STR(uses({rate("USD", "EUR", "2026-09-29"), rate("USD", "EUR", "2026-09-30"), rate("USD", "EUR", "2026-10-01"), rate("USD", "EUR", "2026-06-30"),
                        rate("USD", "EUR", "2026-10-08")}),
            "other_day closing other_day outside_period outside_period");
    }
    void currenciesAndDirectionsAreApart()
    {
        COMPARE_STR(uses({rate("USD", "EUR", "2026-09-30"), rate("EUR", "USD", "2026-09-30"), rate("USD", "GBP", "2026-08-31")}), "closing closing closing");
    }
    void withoutADayInThePeriodTheFirstBehindItCounts()
    {
        COMPARE_STR(uses({rate("USD", "EUR", "2026-10-05"), rate("USD", "EUR", "2026-10-02")}), "other_day closing");
    }
    void ofOneDayTheLaterLineCounts()
    {
        COMPARE_STR(uses({rate("USD", "EUR", "2026-09-30"), rate("USD", "EUR", "2026-09-30")}), "other_day closing");
        QVERIFY(uses({}).empty());
    }
};

OXSEAL_TEST_CLASS(TestRateList);
#include "tst_rate_list.moc"
