package vongdoi.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Given names that are one name in a long and a short form or in two spellings, and near ones that
 * are a man's and a woman's. Written down for this project from common English, German, Spanish,
 * Russian and Arabic usage; no list was copied. All names are folded.
 */
public final class GivenNames {
  /** Of each woman's name its short forms and spellings. */
  private static final String WOMEN =
      "abigail abby gail|adelaide addie|agnes aggie|alexandra alex alexa sandra sasha lexi ali"
          + "|alice ali allie|alison allie ali allison|amanda mandy|amelia amy millie|andrea andi"
          + "|angela angie|anita nita|ann anne anna annie nan nancy|antonia toni tonia|barbara barb"
          + " babs barbie|beatrice bea trixie|belinda lindy bel|bernadette bernie|bridget biddy bridie"
          + "|carolina caro lina|caroline carrie caro carol lina|cassandra cassie sandra|catherine"
          + " cathy cate kate katie kathy kitty kit katherine kathryn catharine cath kath kathleen"
          + " katharina katrin kathrin|cecilia cissy celia|charlotte lottie charlie|christina chris"
          + " tina christine chrissie christa kristina kristin kirsten|clara clare|claudia claude"
          + "|constance connie|cynthia cindy|deborah deb debbie debra|denise denny|diana di diane"
          + "|dolores lola|dorothy dot dottie dolly dora|edith edie|elisa lisa|eleanor ellie nell nellie nora"
          + " elinor lenore|elizabeth liz lizzie beth betty betsy bess bessy bessie eliza elsie"
          + " libby elisabeth lisbeth elspeth|ellen nell nellie helen|emily em emmy millie"
          + "|emma em emmy|ernestine tina|esther essie hester|eugenia genie|evelyn eve evie|florence"
          + " flo flossie florrie|frances fran fanny francie frankie|francisca paca fran|gabriele gabi"
          + " gaby|georgina georgie gina|geraldine gerry|gertrude gert trudy gertie|gloria glory"
          + "|gwendolyn gwen|hannah anna hanna|harriet hattie harry|heather heth|helen nell nellie"
          + " lena elena helena|henrietta hattie etta hetty|irene rena|isabel bella izzy belle isabella"
          + " isabelle|jacqueline jackie jacqui|jane janie jenny janet|janet jan|jean jeanie jeanne"
          + "|jennifer jen jenny jennie|jessica jess jessie|joan joanie|joanna jo joanne joan|josephine"
          + " jo josie|joyce joy|judith judy jude|julia julie jules|juliana julie|karen kari|kimberly"
          + " kim kimmie|laura lori laurie|leonora nora|lillian lil lily lilly|linda lindy lin|lorraine"
          + " lori|louise lou lulu|lucille lucy|lucy lucia|lydia liddy|mabel mae|madeleine maddie"
          + " madeline maddy madelaine|magdalena lena magda|margaret maggie meg peg peggy marge margie"
          + " greta rita daisy mags margarete margarita|maria mary mia marie|marilyn mary|marjorie"
          + " marge margie|marsha marcia|martha marty mattie patty|martina tina|mary molly polly mamie"
          + " may maria marie|matilda tilly mattie|maureen mo|megan meg|melanie mel|melissa mel missy"
          + "|mildred millie|miriam mimi mim|miranda mandy|monica mona|nancy nan|natalie nat nattie"
          + "|natalia natasha tasha|nicole nicky nikki nicola|pamela pam|patricia pat patty trish tricia"
          + " patsy|pauline paula|penelope penny|philippa pip|phyllis phil|priscilla cilla prissy"
          + "|rachel rae|rebecca becky becca beck|roberta bobbie robbie|rosalind roz ros|rosemary rose"
          + " rosie romy|roxanne roxy|ruth ruthie|sabrina brina|samantha sam sammy|sandra sandy|sarah"
          + " sally sadie sara|sharon shari|sheila shelly|shirley shirl|silvia sylvia|sophia sophie"
          + " sofia sofie|stephanie steph steffi stefanie|susan sue susie suzy susanna suzanne susanne"
          + "|sylvia syl|teresa terry tess tessa theresa therese|theodora dora|valerie val|vanessa nessa"
          + "|veronica ronnie vera|victoria vicky vicki tori vikki|violet vi|virginia ginny ginger"
          + "|vivian viv|wilhelmina mina minnie billie|winifred winnie freda|yvonne eve|zoe zo"
          + "|darya dasha|ekaterina katya|elena lena|evgenia zhenya|irina ira|ksenia ksyusha|lyudmila"
          + " lyuda|maria masha|nadezhda nadya|olga olya|svetlana sveta|tatiana tanya|yulia julia"
          + "|fatima fatma fatimah|aisha ayesha aysha|guadalupe lupe|concepcion concha|mercedes"
          + " merche|pilar pili|rosario charo|francesca fran";

  /** Of each man's name its short forms and spellings. */
  private static final String MEN =
      "aaron ron|abraham abe bram ibrahim|adam ad|adrian ade|alan al allan allen|albert al bert"
          + " bertie albrecht|alejandro alex ale|alexander alex al sandy alec xander sasha lex alexandre"
          + "|alfred alf fred al alfie fredo|alistair ali al|ambrose brose|andrew andy drew|andreas andi"
          + " andre|anthony tony ant antony|antonio tony toni tonio|archibald archie|arnold arnie"
          + "|arthur art arty|august gus augie|augustus gus|barnabas barney|bartholomew bart|benedict ben"
          + "|benjamin ben benny benji|bernard bernie barney bernhard|bradford brad|bradley brad|calvin cal"
          + "|carl karl|cecil cec|charles charlie chuck chas chaz chip karl carl carlos|christian chris"
          + " kris|christopher chris kit topher kris christoph|clarence clare|clayton clay|clement clem"
          + "|clifford cliff|clifton cliff|clinton clint|cornelius con neil|curtis curt|cyril cy|daniel"
          + " dan danny|david dave davy davey|dennis den denny|derek del rick|dietrich dieter|dominic dom"
          + " nick|donald don donny|douglas doug|duncan dunc|edgar ed|edmund ed eddie ned ted|eduardo lalo"
          + " edu|edward ed eddie ned ted teddy eddy|edwin ed eddie|elijah eli|emil em|enrique quique"
          + "|eric rick|ernest ernie ernst|eugene gene|evan ev|ezekiel zeke|ferdinand ferdi|fernando"
          + " nando|francis frank fran frankie franz|francisco paco pancho fran frank|franklin frank|frederick"
          + " fred freddy freddie fritz rick frederic friedrich|gabriel gabe gabi|geoffrey geoff jeff"
          + " jeffrey|george georgie georg jorge|gerald gerry jerry gerhard|gerard gerry|gilbert gil bert"
          + "|gordon gordy|graham gray|gregory greg gregor|guillermo memo|gustav gus|hans johann johannes"
          + "|harold hal harry|harrison harry|heinrich heinz heini heiner|henry harry hank hal henri|herbert"
          + " herb bert bertie|herman manny|horace horry|howard howie|hubert hugh bert|hugh hughie hugo"
          + "|ian iain|ignacio nacho|immanuel manny|irving irv|isaac ike zac|ivan vanya|jackson jack|jacob"
          + " jake jakob jay|jaime jimmy|james jim jimmy jamie jem jas|jason jay|jeffrey jeff|jeremy jerry"
          + " jem|jerome jerry|jesus chuy|joachim jo achim|johann hans|john jack johnny jon johnnie jock"
          + "|jonathan jon jonny john johnathan jonathon|jorge george|jose pepe joseph|joseph joe joey jos"
          + " josef jo|joshua josh|juan john|julian jules|julius jules|kenneth ken kenny|klaus claus"
          + " nikolaus|konstantin kostya|kurt curt|lancelot lance|laurence larry laurie lawrence lorenz"
          + " lars|leonard leo len lenny leonhard|leopold leo|leroy roy|leslie les|lewis lew louis|lincoln"
          + " linc|louis lou louie ludwig luis|lucas luke lukas|ludwig lutz|luis lucho|malcolm mal|manuel"
          + " manny manolo|marcus mark marc markus|mario mar|martin marty|marvin marv|matthew matt matty"
          + " matthias mathew matthaus|maurice mo morris maury|maximilian max|maxwell max|melvin mel"
          + "|michael mike mick mickey micky mikey michel miguel|mikhail misha|miguel mike|milton milt"
          + "|mitchell mitch|mohammed muhammad mohamed mohammad muhammed mohamad mohd md mehmet|montgomery"
          + " monty|morris mo|mortimer mort|nathan nat nate|nathaniel nat nate nathan|nelson nels"
          + "|nicholas nick nicky nico nicolas nikolas klaus|nikolai kolya|norman norm|oliver ollie|oscar"
          + " ozzie|oswald oz ozzie|patrick pat paddy rick|paul pauly|percival percy|peter pete pit pedro"
          + "|philip phil pip phillip philipp|pavel pasha|quentin quin|ralph rafe|randall randy|randolph"
          + " randy dolph|raymond ray|reginald reg reggie rex|reinhard reini|richard rick dick rich ricky"
          + " richie dickie ricardo|robert bob bobby rob robbie bert robby bobbie roberto|roderick rod"
          + " rick|rodney rod|roger rodge|roland rollie|ronald ron ronnie|rudolph rudy rolf dolph rudolf"
          + "|rupert rupe|russell russ|salvador sal|samuel sam sammy|santiago santi|sebastian seb basti"
          + "|sergei seryozha|sidney sid sydney|simon si|solomon sol|spencer spence|stanley stan|stephen"
          + " steve stevie steven stefan stephan|stuart stu stewart|sylvester sly|terence terry terrence"
          + "|theodore ted teddy theo ned|thomas tom tommy thom thos tomas|timothy tim timmy|tobias toby tobi|ulrich uli"
          + " ulli|vernon vern|victor vic vick viktor|vincent vince vinny vin|virgil virge|vladimir vova volodya"
          + "|walter walt wally|warren waz|wesley wes|wilfred wilf fred|wilhelm willi willy|william bill"
          + " billy will willy willie liam wm bud|winston win|wolfgang wolf|xavier javier|yusuf yousef"
          + " youssef yousuf joseph|zachary zach zack zac|hussein husain hussain hossein|hassan hasan"
          + "|ahmed ahmad ahmet|ali aly|omar umar|abdullah abdallah|khaled khalid|aleksandr sasha alex"
          + " alexander|aleksei alyosha alexei alexey|dmitri dima dmitry dmitriy|evgeny zhenya yevgeny eugene"
          + "|ivan ivan john|sergey sergei serge|yuri yury juri|andrei andrey andrew";

  /** Pairs that only their endings tell apart, where no rule does. */
  private static final String OF_TWO_SEXES =
      "simon simone|christian christiane|christian christine|gabriel gabriele|gabriel gabrielle"
          + "|daniel danielle|louis louise|denis denise|dennis denise|justin justine|pascal pascale"
          + "|rene renee|jean jeanne|martin martine|bernard bernadette|stefan stefanie|stephan stephanie"
          + "|stephen stephanie|george georgina|patrick patricia|paul pauline|joseph josephine|jack jackie"
          + "|frederic frederique|dominic dominique|michel michelle|nicolas nicole|nicholas nicola|francis"
          + " frances|charles charlotte|henry henrietta|clement clementine|valentin valentine|emil emily"
          + "|emile emilie|marcel marcelle|maurice maureen|eric erica|oliver olivia|julian juliane|john"
          + " joan|john joanna|jon joan|jan jane|jean jane|carl carla|karl carla|peter petra|andreas andrea|jose josefa|josef josefa"
          + "|richard ricarda|bernd bernadette|gerard geraldine|robert roberta|alfred alfreda";

  private enum Sex {
    WOMAN,
    MAN,
    EITHER
  }

  private static final Map<String, int[]> GROUPS = new HashMap<>();
  private static final Map<String, Sex> SEXES = new HashMap<>();
  private static final Map<String, String> PARTNERS = new HashMap<>();

  static {
    int next = fill(WOMEN, Sex.WOMAN, 0);
    fill(MEN, Sex.MAN, next);
    for (String pair : OF_TWO_SEXES.split("\\|")) {
      String[] names = pair.split(" ");
      PARTNERS.merge(names[0], " " + names[1] + " ", String::concat);
      PARTNERS.merge(names[1], " " + names[0] + " ", String::concat);
    }
  }

  private GivenNames() {}

  private static int fill(String all, Sex sex, int first) {
    int group = first;
    for (String line : all.split("\\|")) {
      for (String name : line.split(" ")) {
        GROUPS.merge(name, new int[] {group}, GivenNames::both);
        SEXES.merge(name, sex, (a, b) -> a == b ? a : Sex.EITHER);
      }
      group++;
    }
    return group;
  }

  private static int[] both(int[] groups, int[] more) {
    List<Integer> all = new ArrayList<>();
    for (int group : groups) {
      all.add(group);
    }
    for (int group : more) {
      if (!all.contains(group)) {
        all.add(group);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether two folded names may be one: Bill and William, Mohammed and Muhammad. */
  public static boolean mayBeOne(String a, String b) {
    int[] groups = GROUPS.get(a);
    int[] others = groups == null ? null : GROUPS.get(b);
    if (others == null) {
      return false;
    }
    for (int group : groups) {
      for (int other : others) {
        if (group == other) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two near folded names were both meant: of the two sexes, or Edward and Edmund. */
  public static boolean areTwo(String a, String b) {
    boolean bothKnown = GROUPS.containsKey(a) && GROUPS.containsKey(b);
    return areOfTwoSexes(a, b) || bothKnown && !mayBeOne(a, b);
  }

  /** Whether two near folded names are a man's and a woman's: Victor and Victoria. */
  public static boolean areOfTwoSexes(String a, String b) {
    if (a.equals(b)) {
      return false;
    }
    Sex mine = SEXES.getOrDefault(a, Sex.EITHER);
    Sex theirs = SEXES.getOrDefault(b, Sex.EITHER);
    if (mine != Sex.EITHER && theirs != Sex.EITHER) {
      return mine != theirs;
    }
    return PARTNERS.getOrDefault(a, "").contains(" " + b + " ")
        || isWomansFormOf(a, b)
        || isWomansFormOf(b, a);
  }

  /** Roman's is Romana, Mario's Maria, Julius' Julia: of stems of four letters and more. */
  private static boolean isWomansFormOf(String woman, String man) {
    if (woman.length() < 5 || !woman.endsWith("a")) {
      return false;
    }
    String stem = woman.substring(0, woman.length() - 1);
    return man.equals(stem)
        || man.equals(stem + "o")
        || man.equals(stem + "us")
        || stem.endsWith("i") && man.equals(stem.substring(0, stem.length() - 1));
  }
}
