@rem For Windows alone: the script of npm start begins with exec, which cmd.exe does not have.
@%*
