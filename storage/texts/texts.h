// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/core/result.h"

#include <span>
#include <string>

namespace oxseal::texts {

/// English words of one code. {0}, {1} … are filled with the arguments.
struct Entry
{
    const char* id; ///< error or finding code
    const char* what; ///< what happened, one sentence
    const char* remedy; ///< what to do, one sentence; "" when nothing can be done
};

/// The sentence of a code; when the code has no entry, the code itself (a check keeps that from happening).
[[nodiscard]] std::string what(const Error& error);
[[nodiscard]] std::string remedy(const Error& error);
[[nodiscard]] std::string what(const Finding& finding);
[[nodiscard]] std::string remedy(const Finding& finding);
/// Any other sentence by id (documents, VERIFY.md, labels shared by CLI and packet).
[[nodiscard]] std::string sentence(const char* id, const std::vector<std::string>& arguments = {});

/// What a verb or a module of the ledger is called; the code itself when it has no words.
[[nodiscard]] std::string eventName(const std::string& verb);
[[nodiscard]] std::string moduleName(const std::string& module);

/// One table per module, each in its own file; texts.cpp joins them.
std::span<const Entry> coreTexts();
std::span<const Entry> cliTexts();
std::span<const Entry> cryptoTexts();
std::span<const Entry> workspaceTexts();
std::span<const Entry> peopleTexts();
std::span<const Entry> importTexts();
std::span<const Entry> accessTexts();
std::span<const Entry> sodTexts();
std::span<const Entry> reconTexts();
std::span<const Entry> accountTexts();
std::span<const Entry> exceptionTexts();
std::span<const Entry> controlTexts();
std::span<const Entry> calendarTexts();
std::span<const Entry> certificationTexts();
std::span<const Entry> signingTexts();
std::span<const Entry> packetTexts();
std::span<const Entry> demoTexts();
std::span<const Entry> eventTexts();

} // namespace oxseal::texts
