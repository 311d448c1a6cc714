// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/key_rotation.h"


namespace oxseal {
namespace {

Status commitRecorded(
    Workspace& workspace, const KeyringChange& change, Permission permission, const std::string& reason)
{
    const Status written = workspace.write(permission, reason, [&](UnitOfWork& unit) -> Status {
        unit.record(keyringEvent(change));
        return {};
    });
    OXSEAL_CHECK(written);
    return workspace.keyring().commitChange(change);
}

} // namespace

Status completeRotation(Workspace& workspace, const Secret& newDataKey, const std::string& reason)
{
    const Status rekeyed = workspace.rekey(newDataKey);
    // Somebody reads just now: both keys stay sealed, and the next opening for writing takes the steps that are left.
    if (!rekeyed && rekeyed.error().kind() == ErrorClass::Busy)
        return {};
    OXSEAL_CHECK(rekeyed);
    OXSEAL_TRY(const KeyringChange end, workspace.keyring().prepareRotationEnd());
    return commitRecorded(workspace, end, Permission::ManageOwnKeys, reason);
}

Status shareAuthority(Workspace& workspace, const std::string& login, bool holds, const std::string& reason)
{
    Keyring& keyring = workspace.keyring();
    if (keyring.holdsAuthority(login) == holds)
        return {};
    if (holds) {
        OXSEAL_TRY(const KeyringChange change,
            keyring.prepareAuthorityGrant(workspace.keys(), login, workspace.environment()));
        return commitRecorded(workspace, change, Permission::ManagePeople, reason);
    }
    OXSEAL_TRY(const KeyringChange change, keyring.prepareAuthorityRevocation(login));
    return commitRecorded(workspace, change, Permission::ManagePeople, reason);
}

} // namespace oxseal
