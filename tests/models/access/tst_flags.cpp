// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/flags.h"

#include "tests/support/test_main.h"

#include <set>

using namespace oxseal;
using namespace oxseal::access;

class TstFlags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeValuesSideBySide()
    {
        LineFlags flags;
        for (std::size_t i = 0; i < kLineFlags; ++i)
            QVERIFY(flags.get(static_cast<LineFlag>(i)) == Flag::Unknown);
        flags.set(LineFlag::Stale, Flag::Yes);
        flags.set(LineFlag::SodConflict, Flag::No);
        QVERIFY(flags.is(LineFlag::Stale) && flags.get(LineFlag::SodConflict) == Flag::No);
        QVERIFY(flags.get(LineFlag::Orphan) == Flag::Unknown); // neighbours do not move
        for (const Flag value : {Flag::No, Flag::Unknown, Flag::Yes, Flag::No}) {
            flags.set(LineFlag::Stale, value);
            QVERIFY(flags.get(LineFlag::Stale) == value);
        }
    }

    void namesAreDistinctAndReadBack()
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < kLineFlags; ++i) {
            const auto flag = static_cast<LineFlag>(i);
            QVERIFY(lineFlagFromName(name(flag)) == flag);
            names.insert(name(flag));
            names.insert(findingCode(flag));
        }
        QCOMPARE(names.size(), 2 * kLineFlags);
        QVERIFY(!lineFlagFromName("") && !lineFlagFromName("Terminated"));
        COMPARE_STR(name(LineFlag::RevokedStillPresent), "revoked_still_present");
        COMPARE_STR(findingCode(LineFlag::UsedAfterLeaving), "access.used_after_leaving");
        QVERIFY(severityOf(LineFlag::UsedAfterLeaving) == Severity::Critical);
    }

    void whatAlarms()
    {
        LineFlags flags;
        QVERIFY(!flags.alarming()); // unknown is no alarm by itself
        flags.set(LineFlag::New, Flag::Yes);
        flags.set(LineFlag::Privileged, Flag::Yes);
        QVERIFY(!flags.alarming());
        flags.set(LineFlag::Mover, Flag::Yes);
        QVERIFY(flags.alarming());
    }
};

OXSEAL_TEST_CLASS(TstFlags);
#include "tst_flags.moc"
