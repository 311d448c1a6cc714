// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/duty_limits.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestDutyLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysFromToday()
    {
        const DutyLimits limits = dutyLimits(*parseJson(R"({"duties": {"acceptance_days": 90, "compensation_days": 1}})")).value();
        const Day today = *Day::fromIso("2026-10-01");
        COMPARE_STR(limits.longestAcceptance(today).iso(), "2026-12-30"); // 30 + 30 + 30
        COMPARE_STR(limits.longestCompensation(today).iso(), "2026-10-02");
    }

    void aPolicyOfBeforeMeansAYear()
    {
        QVERIFY(dutyLimits(*parseJson("{}")).value() == (DutyLimits{365, 365}));
        QVERIFY(dutyLimits(*parseJson(R"({"duties": {"acceptance_days": 1096, "compensation_days": 1096}})")).value() == (DutyLimits{1096, 1096}));
    }

    void whatIsNotUsable_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("member");
        QTest::newRow("none") << QByteArray(R"({"duties": {}})") << QByteArray("duties.acceptance_days");
        QTest::newRow("one") << QByteArray(R"({"duties": {"acceptance_days": 90}})") << QByteArray("duties.compensation_days");
        QTest::newRow("zero") << QByteArray(R"({"duties": {"acceptance_days": 0, "compensation_days": 90}})") << QByteArray("duties.acceptance_days");
        QTest::newRow("too many") << QByteArray(R"({"duties": {"acceptance_days": 90, "compensation_days": 1097}})") << QByteArray("duties.compensation_days");
        QTest::newRow("words") << QByteArray(R"({"duties": {"acceptance_days": "90", "compensation_days": 90}})") << QByteArray("duties.acceptance_days");
    }
    void whatIsNotUsable()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, member);
        const auto limits = dutyLimits(*parseJson(json.toStdString()));
        COMPARE_STR(limits.error().id(), "sod.duty_limits_invalid");
        COMPARE_STR(limits.error().arguments().at(0), member.toStdString());
    }
};

OXSEAL_TEST_CLASS(TestDutyLimits);
#include "tst_duty_limits.moc"
