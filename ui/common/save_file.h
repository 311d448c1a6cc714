// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "ui/jobs/background.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <string>

class QWidget;

namespace oxseal::ui {

/// Where to save, typed or chosen; the folder of last time is offered. "" when the person turns back.
[[nodiscard]] QString askFileToSave(QWidget* parent, const QString& title, const QString& name, const QString& kinds);
/// Which file to read, or "".
[[nodiscard]] QString askFileToOpen(QWidget* parent, const QString& title, const QString& kinds);
/// Which files to read: one when it is typed, as many as wanted from the desktop's dialog.
[[nodiscard]] QStringList askFilesToOpen(QWidget* parent, const QString& title, const QString& kinds);
/// Which folder to write to, or "".
[[nodiscard]] QString askFolder(QWidget* parent, const QString& title);
/// Whole or not at all.
[[nodiscard]] Status saveFile(const QString& file, const std::string& bytes);

/// Prepares bytes on a pool thread, saves them there and says how it went.
template <class Prepare, class Done>
void savePrepared(QObject* receiver, const QString& file, Prepare prepare, Done done)
{
    inBackground(
        receiver,
        [file, prepare = std::move(prepare)]() mutable -> Status {
            Result<std::string> bytes = prepare();
            if (!bytes)
                return tl::unexpected<Error>(bytes.error());
            return saveFile(file, *bytes);
        },
        [done = std::move(done)](Status saved) mutable { done(saved); });
}

} // namespace oxseal::ui
