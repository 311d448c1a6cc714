// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/storage/actions/certify_world.h"

namespace oxseal::test {

/// Puts one small quarter, something of every module, into the workspace of `company` (founded by this call): a listing, a
/// roster, a statement, books and trial balance from files; a concluded review with one removal, one conflict, one
/// reconciled account, controls with evidence, a final report certified by both officers, and a sealed and signed packet.
/// This is what the released fixtures below tests/data/workspaces hold.
[[nodiscard]] Status makeFixtureQuarter(CertifyWorld& company);

/// Login and passphrase of everybody in a fixture (tests/data/workspaces/README.md).
[[nodiscard]] std::map<std::string, std::string> fixturePassphrases();

} // namespace oxseal::test
