// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> cryptoTexts()
{
    static constexpr Entry entries[] = {
        {"crypto.failed", "A cryptographic operation failed: {0}.", "Restart the program; if it happens again, report it."},
        {"crypto.self_test", "The self-test of {0} gave a wrong answer, so nothing was opened.",
            "Reinstall Oxseal and its libraries; do not work with this installation."},
        {"crypto.bad_length", "A stored {0} has the wrong length.", "Restore the workspace from a backup."},
        {"crypto.not_authentic", "Encrypted bytes do not fit their key or were changed.",
            "Restore the workspace from a backup."},
        {"crypto.kdf_bounds", "The key derivation asks for {0} KiB and {1} {1?pass|passes}, which no program of ours accepts.",
            "Restore the keyring from a backup; somebody may have planted this record."},
        {"crypto.bad_key", "A stored key is not a valid key ({0}).", "Restore the keyring from a backup."},
        {"signing.certificate_invalid", "A certificate cannot be read: {0}.", "Restore the workspace from a backup."},
        {"signing.certificate_not_made", "The certificate could not be made: {0}.", "Report this; nothing was issued."},
        {"keyring.missing", "There is no keyring here, so this is not a workspace.", "Name the folder that holds keyring.json."},
        {"keyring.invalid", "The keyring is not in order: {0}.", "Restore keyring.json from a backup of this workspace."},
        {"keyring.unknown_login", "Nobody with this login can open the workspace, or the passphrase is wrong.",
            "Check the login and the passphrase, or ask an administrator for an invitation."},
        {"keyring.wrong_passphrase", "Nobody with this login can open the workspace, or the passphrase is wrong.",
            "Check the login and the passphrase; nothing was changed."},
        {"keyring.no_signing_key", "{0} has no signing key yet.", "Make the first login with the invitation code first."},
        {"keyring.no_authority", "The key of the workspace's certificate authority is not sealed to {0}.",
            "Let an administrator who holds it do this."},
        {"keyring.login_taken", "The login {0} is in use.", "Choose another login."},
        {"keyring.bad_login", "\"{0}\" cannot be a login.",
            "Use 1 to 64 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter."},
        {"keyring.wrong_state", "{0} is not in the state that this step needs.",
            "Look at the list of people with: oxseal user list."},
        {"keyring.rotation_open", "An earlier change of the data key is not finished.",
            "Open the workspace once for writing, which finishes it, and try again."},
        {"keyring.last_administrator", "{0} is the last holder of the certificate authority's key.",
            "Make a second person administrator first."},
        {"keyring.other_keys", "The keys of {0} were changed in the meantime, or {0} was removed.",
            "Lock the workspace and open it again with the present passphrase."},
        {"keyring.stale", "The keyring was changed by somebody else in the meantime.", "Repeat the step."},
    };
    return entries;
}

} // namespace oxseal::texts
