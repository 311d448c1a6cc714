// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/crypto/secret.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QWidget;

namespace oxseal::ui {

/// A box for a page: what happened, what to do, "Try again", details folded (code and place, copyable).
[[nodiscard]] QWidget* errorBox(const Error& error, std::function<void()> again = {});
/// The same as a modal message.
void showProblem(QWidget* parent, const Error& error);
void showNotice(QWidget* parent, const QString& title, const QString& words);

/// What a person is asked before something is written.
struct ActQuestion
{
    QString title; ///< "Conclude the review"
    QString verb; ///< the button: "Conclude"
    std::vector<QString> binds; ///< what will be recorded, one line each
    QString suggestedReason;
    bool passphrase = false; ///< binding acts: sign, dispose, cancel
    QString details; ///< folded, monospaced: digests
    bool needsReason = true;
};
struct ActAnswer
{
    QString reason;
    std::shared_ptr<Secret> passphrase; ///< null unless asked for
};
/// Asks; nullopt when the person turns back.
[[nodiscard]] std::optional<ActAnswer> askToAct(QWidget* parent, const ActQuestion& question);

} // namespace oxseal::ui
