// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/permissions.h"

#include "models/people/user.h"
#include "tests/support/test_main.h"

#include <string>

using namespace oxseal;

class TestPermissions : public QObject
{
    Q_OBJECT

    static constexpr int kRoles = static_cast<int>(Role::OutsourcedAccountant) + 1;
    static constexpr int kPermissions = static_cast<int>(Permission::ManageOwnKeys) + 1;

private Q_SLOTS:
    void everyValueHasAName()
    {
        std::set<std::string> names;
        for (int i = 0; i < kRoles; ++i) {
            const auto role = static_cast<Role>(i);
            QVERIFY(*name(role) != '\0');
            QVERIFY(roleFromName(name(role)) == role);
            names.insert(name(role));
        }
        QCOMPARE(names.size(), std::size_t{kRoles});
        names.clear();
        for (int i = 0; i < kPermissions; ++i)
            names.insert(name(static_cast<Permission>(i)));
        QCOMPARE(names.size(), std::size_t{kPermissions});
        QVERIFY(!names.contains(""));
        QVERIFY(!roleFromName("auditor")); // the independent auditor works on a packet copy, never in the workspace
        COMPARE_STR(name(PersonState::Invited), "invited");
    }

    /// P3: an administrator enrols but never decides or signs for others; no delegation of Exhibits 31 and 32.
    void duties()
    {
        const auto may = [](Role role, Permission permission) { return allowed({role}, permission); };
        for (const Permission permission : {Permission::DecideAccess, Permission::SignCertificate,
                 Permission::SignReadiness, Permission::ConcludeDcp, Permission::AcceptConflict,
                 Permission::ReviewReconciliation, Permission::TestControl, Permission::DisposeMatter,
                 Permission::ReviewAdministrators, Permission::RecordDeficiency, Permission::ConcludeDeficiency})
            QVERIFY2(!may(Role::Administrator, permission), name(permission));
        for (int i = 0; i < kRoles; ++i) {
            const auto role = static_cast<Role>(i);
            const bool officer = role == Role::Peo || role == Role::Pfo;
            QCOMPARE(may(role, Permission::SignCertificate), officer);
            QCOMPARE(may(role, Permission::ManagePeople), role == Role::Administrator);
            QCOMPARE(may(role, Permission::TestControl), role == Role::Tester);
            QVERIFY(may(role, Permission::ReadWorkspace));
            QVERIFY(may(role, Permission::ManageOwnKeys));
        }
        // The tester is neither owner nor performer; the audit committee reads.
        QVERIFY(!may(Role::Tester, Permission::RecordControl));
        QVERIFY(!may(Role::ControlOwner, Permission::TestControl));
        for (int i = 0; i < kPermissions; ++i) {
            const auto permission = static_cast<Permission>(i);
            const bool expected = permission == Permission::ReadWorkspace || permission == Permission::ManageOwnKeys
                || permission == Permission::DecideAccess || permission == Permission::ReviewAdministrators;
            QCOMPARE(may(Role::AuditCommittee, permission), expected);
            QVERIFY(!allowed({}, permission));
        }
    }
};

OXSEAL_TEST_CLASS(TestPermissions);
#include "tst_permissions.moc"
