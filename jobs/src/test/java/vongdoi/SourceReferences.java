package vongdoi;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Which source file names which other one: constants too, which the compiler copies, so that no
 * class file tells where they are from.
 */
final class SourceReferences {
  private final Map<String, Set<String>> references;

  private SourceReferences(Map<String, Set<String>> references) {
    this.references = references;
  }

  /** Of the main code of all modules below the folders. */
  static SourceReferences below(Path... folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      Files.walkFileTree(folder, new MainSources(files));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Names> names = new TreeMap<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        Names found = new Names(String.valueOf(unit.getPackageName()));
        found.scan(unit, null);
        names.put(found.home + "." + file.replace(".java", ""), found);
      }
    }
    Map<String, Set<String>> references = new TreeMap<>();
    names.forEach((type, found) -> references.put(type, found.typesAmong(names.keySet(), type)));
    return new SourceReferences(references);
  }

  /** The same between the groups that the files belong to, such as their packages. */
  SourceReferences between(UnaryOperator<String> group) {
    Map<String, Set<String>> grouped = new TreeMap<>();
    references.forEach(
        (from, to) ->
            to.forEach(
                one -> {
                  Set<String> others =
                      grouped.computeIfAbsent(group.apply(from), g -> new TreeSet<>());
                  if (!group.apply(one).equals(group.apply(from))) {
                    others.add(group.apply(one));
                  }
                }));
    return new SourceReferences(grouped);
  }

  SourceReferences without(String from, String to) {
    Map<String, Set<String>> rest = new TreeMap<>(references);
    Set<String> others = new TreeSet<>(rest.get(from));
    others.remove(to);
    rest.put(from, others);
    return new SourceReferences(rest);
  }

  /** Those that reach each other. */
  Set<Set<String>> circles() {
    Map<String, Set<String>> reached = new TreeMap<>();
    references.keySet().forEach(from -> reached.put(from, reachedFrom(from)));
    Set<Set<String>> circles = new HashSet<>();
    reached.forEach(
        (from, to) -> {
          if (to.contains(from)) {
            Set<String> circle = new TreeSet<>(to);
            circle.removeIf(one -> !reached.get(one).contains(from));
            circles.add(circle);
          }
        });
    return circles;
  }

  private Set<String> reachedFrom(String from) {
    Set<String> reached = new TreeSet<>();
    List<String> open = new ArrayList<>(references.get(from));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (reached.add(next)) {
        open.addAll(references.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  /** The names that a file uses, imports and declares. */
  private static final class Names extends TreeScanner<Void, Void> {
    private final String home;
    private final Set<String> used = new HashSet<>();
    private final Set<String> imported = new HashSet<>();
    private final Set<String> declared = new HashSet<>();

    Names(String home) {
      this.home = home;
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void nothing) {
      used.add(tree.getName().toString());
      return null;
    }

    @Override
    public Void visitImport(ImportTree tree, Void nothing) {
      imported.add(tree.getQualifiedIdentifier().toString());
      return null;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      declared.add(tree.getSimpleName().toString());
      return super.visitClass(tree, nothing);
    }

    Set<String> typesAmong(Set<String> types, String self) {
      Set<String> found = new TreeSet<>();
      Set<String> elsewhere = new HashSet<>(declared);
      for (String name : imported) {
        elsewhere.add(name.substring(name.lastIndexOf('.') + 1));
        types.stream()
            .filter(type -> name.equals(type) || name.startsWith(type + "."))
            .forEach(found::add);
      }
      for (String name : used) {
        String type = home + "." + name;
        if (!elsewhere.contains(name) && types.contains(type)) {
          found.add(type);
        }
      }
      found.remove(self);
      return found;
    }
  }

  private static final class MainSources extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    MainSources(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean isMade = Set.of("target", "test").contains(folder.getFileName().toString());
      return isMade ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(".java")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
