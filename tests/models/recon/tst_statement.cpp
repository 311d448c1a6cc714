// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/statement.h"

#include "tests/support/test_main.h"

#include <QObject>

#include <limits>

using namespace oxseal;

class tst_statement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void footing();
    void overflow();
    void continuity();
};

namespace {

Statement statement(std::optional<std::int64_t> opening, std::vector<std::int64_t> amounts, std::optional<std::int64_t> closing)
{
    Statement out;
    out.opening = opening;
    out.closing = closing;
    for (const auto amount : amounts) {
        out.lines.emplace_back();
        out.lines.back().amount = amount;
    }
    return out;
}

} // namespace

/// By hand: 100.00 + 20.00 − 5.50 = 114.50.
void tst_statement::footing()
{
    const auto good = statement(10000, {2000, -550}, 11450);
    QCOMPARE(totalsOf(good).credits, std::int64_t(2000));
    QCOMPARE(totalsOf(good).debits, std::int64_t(550));
    QCOMPARE(totalsOf(good).sum, std::int64_t(1450));
    QCOMPARE(footingOf(good).footing, Footing::Proved);
    const auto off = footingOf(statement(10000, {2000, -550}, 11400));
    QCOMPARE(off.footing, Footing::Failed);
    QCOMPARE(off.difference, std::int64_t(-50));
    QCOMPARE(footingOf(statement(std::nullopt, {1}, 1)).footing, Footing::NotStated);
    QCOMPARE(footingOf(statement(0, {}, std::nullopt)).footing, Footing::NotStated);
    QCOMPARE(footingOf(statement(5, {}, 5)).footing, Footing::Proved);
}

void tst_statement::overflow()
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const auto large = statement(0, {most, 1}, 0);
    QVERIFY(!totalsOf(large).ok);
    QCOMPARE(footingOf(large).footing, Footing::Failed);
}

void tst_statement::continuity()
{
    QCOMPARE(continues(statement(0, {}, 500), statement(500, {}, 1)), std::optional<bool>(true));
    QCOMPARE(continues(statement(0, {}, 500), statement(501, {}, 1)), std::optional<bool>(false));
    QVERIFY(!continues(statement(0, {}, std::nullopt), statement(0, {}, 1)));
}

OXSEAL_TEST_CLASS(tst_statement);
#include "tst_statement.moc"
