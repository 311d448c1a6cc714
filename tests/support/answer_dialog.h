// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <functional>
#include <memory>

namespace oxseal::test {

/// Milliseconds to wait for a write: each one is flushed to the disk, which others may keep busy.
inline constexpr int kPatience = 30000;

/// Waits for the next modal dialog (of this title, when one is given), lets `fill` do what a person would, and presses its verb when that is enabled; else the
/// dialog is turned back and `refused` says why.
class DialogAnswer
{
public:
    explicit DialogAnswer(std::function<void(QDialog&)> fill = {}, const QString& title = {})
        : fill_(std::move(fill))
        , title_(title)
    {
        timer_.setInterval(20);
        QObject::connect(&timer_, &QTimer::timeout, [this] { look(); });
        timer_.start();
    }
    [[nodiscard]] bool answered() const { return answered_; }
    [[nodiscard]] QString refused() const { return refused_; }

    static void reason(QDialog& dialog, const QString& words)
    {
        if (auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("reason")))
            edit->setText(words);
    }

private:
    void look()
    {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr || (!title_.isEmpty() && dialog->windowTitle() != title_))
            return;
        timer_.stop();
        if (fill_)
            fill_(*dialog);
        QPushButton* verb = nullptr;
        for (auto* button : dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                verb = button;
        }
        if (verb != nullptr && verb->isEnabled()) {
            answered_ = true;
            verb->click();
        } else {
            refused_ = verb == nullptr ? QStringLiteral("no verb") : verb->toolTip();
            dialog->reject();
        }
    }

    std::function<void(QDialog&)> fill_;
    QString title_;
    QTimer timer_;
    bool answered_ = false;
    QString refused_;
};

} // namespace oxseal::test
