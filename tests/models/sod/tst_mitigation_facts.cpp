// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/mitigation_facts.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestMitigationFacts : public QObject
{
    Q_OBJECT

    static access::Roster roster()
    {
        access::Worker boss, clerk;
        boss.employeeId = "E1";
        clerk.employeeId = "E7";
        return access::Roster({boss, clerk});
    }

private Q_SLOTS:
    void itRestsOnWhatOthersRecorded()
    {
        const Day today = *Day::fromIso("2026-10-01");
        const DutyLimits limits;
        const auto refused = [&](const Mitigation& mitigation, const NamedControl& control) -> std::string {
            const Status allowed = provenMitigation(mitigation, "E7", control, roster(), today, limits);
            return allowed ? "" : allowed.error().id();
        };
        Mitigation mitigation{"FC-02", "E1", today.plus(365), MitigationState::Operating};
        COMPARE_STR(refused(mitigation, {true, false}), "");
        COMPARE_STR(refused(mitigation, {false, false}), "sod.mitigation_no_control");
        mitigation.performer = " e1";
        COMPARE_STR(refused(mitigation, {true, false}), "");
        mitigation.performer = "Paula Doe, the person in conflict";
        COMPARE_STR(refused(mitigation, {true, false}), "sod.mitigation_no_worker");
        mitigation.performer = "e7 ";
        COMPARE_STR(refused(mitigation, {true, false}), "sod.mitigated_by_conflicted");
        mitigation = {"FC-02", "E1", today.plus(366), MitigationState::Operating};
        COMPARE_STR(refused(mitigation, {true, false}), "sod.mitigation_too_long");
        mitigation = {"FC-02", "E1", today, MitigationState::Tested};
        COMPARE_STR(refused(mitigation, {true, false}), "sod.mitigation_untested");
        COMPARE_STR(refused(mitigation, {true, true}), "");
    }
};

OXSEAL_TEST_CLASS(TestMitigationFacts);
#include "tst_mitigation_facts.moc"
